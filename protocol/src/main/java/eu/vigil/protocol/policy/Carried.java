package eu.vigil.protocol.policy;

import eu.vigil.protocol.wire.LegalBasis;
import java.util.Set;

/** One row of the networks' table. */
record Carried(Set<LegalBasis> bases, Set<LegalBasis> alwaysInForce) {}
