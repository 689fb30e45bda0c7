package eu.vigil.protocol.policy;

import eu.vigil.protocol.casework.RefusalGround;
import eu.vigil.protocol.wire.LegalBasis;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the messages' table.
 *
 * @param bases an answer has every basis, since it takes its request's
 * @param refusedOn the list of grounds on which a request may be refused; empty for everything else
 */
record Kind(String name, Sort sort, Set<LegalBasis> bases, Optional<RefusalGround.Family> refusedOn) {}
