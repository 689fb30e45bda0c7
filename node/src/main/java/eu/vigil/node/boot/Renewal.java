package eu.vigil.node.boot;

import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.NetworkId;
import java.util.Map;

/**
 * Everything that changes when the configuration is read again, all of it checked: to take it cannot fail.
 *
 * @param next what is in force from then on
 * @param directories in force from then on
 */
record Renewal(InForce next, Map<NetworkId, DirectoryView> directories) {}
