package eu.vigil.protocol.policy;

import eu.vigil.protocol.wire.Header;
import java.util.Set;

/** One row of the release table. */
record ReleaseRule(Set<String> kinds, Set<Header.Urgency> urgencies, Release release) {}
