package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.id.NetworkId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Reads what a node needs before anything of it runs, and finds everything that is wrong with it at once. */
sealed interface Preparation {
    /** All is there. */
    record Ready(Given given) implements Preparation {}

    /** Each problem a sentence that names the file or the key; at least one. */
    record Faulty(List<String> problems) implements Preparation {}

    /**
     * Waits for {@code keys} and reads the rest meanwhile.
     *
     * @param openings lends its threads
     */
    static Preparation of(
            VigilConfig config, Future<Found<NodeKeys>> keys, Openings openings, InstantSource clock, String version)
            throws CannotRun {
        Directories none = new Directories(Map.of());
        Future<Found<List<PeopleFile.Seed>>> people = openings.ask(() -> Belongings.people(config));
        Found<EscalationPlan> plan = Belongings.plan(config);
        Found<Map<NetworkId, DirectoryView>> directories = Belongings.directories(config, none, clock.instant());
        Found<NodeKeys> held = Openings.await(keys);
        Found<List<PeopleFile.Seed>> seeds = Openings.await(people);
        List<String> problems = Stream.of(held, plan, directories, seeds)
                .flatMap(found -> found.problems().stream())
                .toList();
        return problems.isEmpty()
                ? new Ready(new Given(
                        config,
                        held.thing().orElseThrow(),
                        new Directories(directories.thing().orElseThrow()),
                        plan.thing().orElseThrow(),
                        seeds.thing().orElseThrow(),
                        version))
                : new Faulty(problems);
    }
}
