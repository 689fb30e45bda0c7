package eu.vigil.node.boot;

import eu.vigil.config.LimitsConfig;
import eu.vigil.node.intake.Scarcity;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.protocol.link.LinkLimits;

/** The section {@code limits} of the configuration, as the rooms take it. */
final class ConfiguredLimits {
    private ConfiguredLimits() {}

    static BatchLimits batches(LimitsConfig limits) {
        return new BatchLimits(
                limits.journalQueue(),
                limits.journalBatch(),
                limits.journalBatchBytes().bytesAsInt());
    }

    static Scarcity.Lines lines(LimitsConfig limits) {
        return new Scarcity.Lines(
                limits.diskLow().bytes(), limits.diskCritical().bytes(), limits.journalQueue());
    }

    static LinkLimits links(LimitsConfig limits) {
        LinkLimits usual = LinkLimits.DEFAULT;
        return new LinkLimits(
                limits.frameBeforeHelloMax().bytesAsInt(),
                limits.frameMax().bytesAsInt(),
                limits.unreceiptedPerLane(),
                usual.unansweredBytesMax(),
                usual.creditMax(),
                usual.consistencyRequestsMax(),
                limits.handshakeTime(),
                limits.frameTime(),
                limits.idlePing(),
                limits.idleClose(),
                usual.finishMax(),
                usual.lingerMax(),
                usual.connectMax(),
                limits.links(),
                limits.linksPerPeer(),
                limits.linksPerAddress(),
                usual.unsentBytesMax());
    }
}
