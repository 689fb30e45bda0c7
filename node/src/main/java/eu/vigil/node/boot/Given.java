package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.pki.key.NodeKeys;
import java.util.List;

/** What the node is made of before anything runs. */
record Given(
        VigilConfig config,
        NodeKeys keys,
        Directories directories,
        EscalationPlan plan,
        List<PeopleFile.Seed> people,
        String version) {}
