package eu.vigil.config;

import eu.vigil.config.key.Key;
import java.time.Duration;

/** The section {@code drills}: how peers are tried before they are needed. */
public record DrillsConfig(
        @Key(
                doc = "How often each peer's node is asked whether it is there; no test falls on the minute.",
                byDefault = "PT15M",
                min = "PT5S",
                max = "P1D",
                reloads = true)
        Duration machineEvery,

        @Key(
                doc = "Without an answer for so long a peer is unreachable, and somebody is told.",
                byDefault = "PT10M",
                min = "PT5S",
                max = "P7D",
                reloads = true)
        Duration unreachableAfter,

        @Key(
                doc = "Whether each peer's duty officer is paged now and then, at an hour that nobody can foresee.",
                byDefault = "true",
                reloads = true)
        boolean human,

        @Key(
                doc = "The longest time from one such drill of a peer to the next; the shortest is a quarter of it.",
                byDefault = "P30D",
                min = "PT1M",
                max = "P365D",
                reloads = true)
        Duration humanEvery,

        @Key(
                doc = "After so long without a human a drill has failed, and the peer stops paging about it.",
                byDefault = "PT4H",
                min = "PT10S",
                max = "P7D",
                reloads = true)
        Duration humanMost) {}
