package eu.vigil.node.enrolment;

import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.WebAddress;
import eu.vigil.pki.directory.Particulars;
import java.util.Optional;

/**
 * What a new node is to be.
 *
 * @param particulars what its entry says of it
 * @param link where it accepts links
 * @param advertised what peers dial; also the entry's endpoint
 * @param operator where its HTTP side listens
 * @param publicUrl that side as browsers see it
 * @param pager the webhook of its first channel
 */
public record NewNode(
        Particulars particulars,
        HostPort link,
        HostPort advertised,
        HostPort operator,
        Optional<WebAddress> publicUrl,
        WebAddress pager) {}
