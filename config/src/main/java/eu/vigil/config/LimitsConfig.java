package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.ByteSize;
import java.time.Duration;

/** Every limit is enforced before anything is allocated. */
public record LimitsConfig(
        @Key(doc = "The largest frame.", byDefault = "256KiB", min = "16KiB", max = "16MiB", reloads = true)
        ByteSize frameMax,

        @Key(
                doc = "The largest frame before both sides have said Hello.",
                byDefault = "16KiB",
                min = "4KiB",
                atMost = "frame-max",
                reloads = true)
        ByteSize frameBeforeHelloMax,

        @Key(doc = "The largest message.", byDefault = "128KiB", min = "8KiB", atMost = "frame-max")
        ByteSize messageMax,

        @Key(doc = "The largest exhibit.", byDefault = "16GiB", min = "1MiB")
        ByteSize exhibitMax,

        @Key(doc = "The pieces in which exhibits travel.", byDefault = "128KiB", min = "16KiB", atMost = "frame-max")
        ByteSize exhibitChunk,

        @Key(
                doc = "Envelopes under way without a receipt, per peer and lane.",
                byDefault = "256",
                min = "1",
                max = "4096",
                reloads = true)
        int unreceiptedPerLane,

        @Key(doc = "Links at one time.", byDefault = "1024", min = "2", max = "65536", reloads = true)
        int links,

        @Key(doc = "Links of one participant; one more ends its oldest.", byDefault = "4", min = "1", atMost = "links")
        int linksPerPeer,

        @Key(
                doc = "Links of one address before they have shown who they are.",
                byDefault = "8",
                min = "1",
                atMost = "links",
                reloads = true)
        int linksPerAddress,

        @Key(doc = "Time for TLS and Hello.", byDefault = "PT5S", min = "PT1S", max = "PT1M", reloads = true)
        Duration handshakeTime,

        @Key(
                doc = "Time in which a frame that began must be whole.",
                byDefault = "PT10S",
                min = "PT1S",
                max = "PT5M",
                reloads = true)
        Duration frameTime,

        @Key(
                doc = "Silence after which a link is pinged.",
                byDefault = "PT30S",
                min = "PT1S",
                atMost = "idle-close",
                reloads = true)
        Duration idlePing,

        @Key(
                doc = "Silence after which a link is closed.",
                byDefault = "PT90S",
                min = "PT2S",
                max = "PT1H",
                reloads = true)
        Duration idleClose,

        @Key(
                doc = "Units that wait for the journal; with more, peers and callers wait.",
                byDefault = "4096",
                min = "16",
                max = "1000000",
                reloads = true)
        int journalQueue,

        @Key(doc = "Units in one transaction.", byDefault = "128", min = "1", atMost = "journal-queue", reloads = true)
        int journalBatch,

        @Key(doc = "Bytes in one transaction.", byDefault = "4MiB", min = "256KiB", max = "64MiB", reloads = true)
        ByteSize journalBatchBytes,

        @Key(doc = "Free disk below which new bulk is refused.", byDefault = "1GiB", min = "16MiB")
        ByteSize diskLow,

        @Key(
                doc = "Free disk below which everything but acknowledgements and receipts is refused.",
                byDefault = "256MiB",
                min = "8MiB",
                atMost = "disk-low")
        ByteSize diskCritical) {}
