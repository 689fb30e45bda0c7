package eu.vigil.config;

import eu.vigil.config.key.Key;
import java.time.Duration;

/** The section {@code drills}: how peers are tried before they are needed. */
public record DrillsConfig(
        @Key(
                doc = "How often each peer's node is asked whether it is there.",
                byDefault = "PT15M",
                min = "PT5S",
                max = "P1D",
                reloads = true)
        Duration machineEvery,

        @Key(
                doc = "Without an answer for so long somebody is told.",
                byDefault = "PT10M",
                min = "PT5S",
                max = "P7D",
                reloads = true)
        Duration unreachableAfter,

        @Key(
                doc = "Whether each peer's duty officer is paged now and then, as a drill.",
                byDefault = "true",
                reloads = true)
        boolean human,

        @Key(
                doc = "The longest time between two such drills of one peer.",
                byDefault = "P30D",
                min = "PT1M",
                max = "P365D",
                reloads = true)
        Duration humanEvery,

        @Key(
                doc = "After so long without a human a drill has failed.",
                byDefault = "PT4H",
                min = "PT10S",
                max = "P7D",
                reloads = true)
        Duration humanMost) {}
