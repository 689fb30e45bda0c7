package eu.vigil.node.directory;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.NetworkId;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory in force in each network that this node takes part in. */
public final class Directories {
    private volatile Map<NetworkId, DirectoryView> views;

    /** These and no others. */
    public Directories(Map<NetworkId, DirectoryView> views) {
        this.views = Map.copyOf(views);
    }

    /** Those of this moment, which stay as they are. */
    public Directories copy() {
        return new Directories(views);
    }

    /** From now on these, all at once. */
    public void renew(Map<NetworkId, DirectoryView> newer) {
        views = Map.copyOf(newer);
    }

    /** The directory of a network; empty if this node is not in it. */
    public Optional<DirectoryView> of(NetworkId network) {
        return Optional.ofNullable(views.get(network));
    }

    /** All of them. */
    public Collection<DirectoryView> all() {
        return views.values();
    }

    /** The anchors of whom a certificate claims to be, and of nobody else. */
    public Set<X509Certificate> anchors(Named named) {
        return of(named.network()).map(directory -> directory.anchors(named)).orElse(Set.of());
    }
}
