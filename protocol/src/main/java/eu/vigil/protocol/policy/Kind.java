package eu.vigil.protocol.policy;

import eu.vigil.protocol.wire.LegalBasis;
import java.util.Set;

/** One row of the messages' table; an answer has every basis, since it takes its request's. */
record Kind(String name, Sort sort, Set<LegalBasis> bases) {}
