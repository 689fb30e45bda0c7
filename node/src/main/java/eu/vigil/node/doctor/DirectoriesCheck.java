package eu.vigil.node.doctor;

import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Each network's directory is verified and of use, and says of this node what its configuration says.
 *
 * @param loadings by network
 * @param advertised {@code link.advertise}
 */
public record DirectoriesCheck(
        Map<String, DirectoryFile.Loading> loadings, ParticipantId self, Optional<String> advertised, Instant now)
        implements Check {
    @Override
    public String name() {
        return "directory";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        loadings.forEach((network, loading) -> {
            switch (loading) {
                case DirectoryFile.Loading.Problem(var text) ->
                    findings.add(Finding.failed("networks.%s.%s".formatted(network, text), remedy(text)));
                case DirectoryFile.Loading.Loaded(var directory) -> directory(directory, findings);
            }
        });
        return findings;
    }

    private static String remedy(String text) {
        if (text.startsWith("authority-key:")) {
            return "get the authority's public keys (authority.pub) from the authority, and compare their fingerprint by telephone";
        }
        return "get the newest directory.pb from the authority; if it signed it, compare authority.pub by telephone";
    }

    private void directory(DirectoryView directory, List<Finding> findings) {
        int before = findings.size();
        if (directory.standing(now) != DirectoryView.Standing.FRESH) {
            findings.add(Finding.warning(
                    "%s: version %d is stale since %s and cannot be loaded after %s"
                            .formatted(
                                    directory.network(),
                                    directory.version(),
                                    directory.freshUntil(),
                                    directory.expiresAt()),
                    "ask the authority for the newest directory.pb, put it in place and systemctl restart vigil"));
        }
        directory
                .entry(self)
                .ifPresentOrElse(
                        entry -> own(directory, entry, findings),
                        () -> findings.add(Finding.failed(
                                "%s: %s does not stand in version %d: no peer talks to this node"
                                        .formatted(directory.network(), self, directory.version()),
                                "send entry.pb to the authority for the next directory")));
        if (findings.size() == before) {
            findings.add(Finding.ok("%s: version %d, issued %s ago, fresh until %s, %d participants"
                    .formatted(
                            directory.network(),
                            directory.version(),
                            Words.span(Duration.between(directory.issuedAt(), now)),
                            directory.freshUntil(),
                            directory.entries().size())));
        }
    }

    private void own(DirectoryView directory, Entry entry, List<Finding> findings) {
        String endpoints =
                entry.endpoints().stream().map(DirectoriesCheck::text).collect(Collectors.joining(", "));
        advertised
                .filter(address ->
                        entry.endpoints().stream().noneMatch(one -> text(one).equals(address)))
                .ifPresent(address -> findings.add(Finding.failed(
                        "%s: peers dial %s, but link.advertise is %s"
                                .formatted(directory.network(), endpoints, address),
                        "correct link.advertise, or send a new entry.pb to the authority")));
        if (entry.isStale(now)) {
            findings.add(
                    Finding.warning(
                            "%s: the entry of %s was last confirmed %s ago, more than 90 days"
                                    .formatted(
                                            directory.network(),
                                            self,
                                            Words.span(Duration.between(entry.reconfirmedOn(), now))),
                            "check telephones, hours and endpoints with vigil directory show, and send the confirmed entry to the authority"));
        }
    }

    private static String text(eu.vigil.protocol.wire.Endpoint endpoint) {
        return (endpoint.getHost().indexOf(':') < 0 ? "%s:%d" : "[%s]:%d")
                .formatted(endpoint.getHost(), endpoint.getPort());
    }
}
