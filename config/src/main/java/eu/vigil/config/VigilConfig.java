package eu.vigil.config;

import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.key.Key;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything in {@code vigil.yaml}. Paths are absolute: {@code data} is taken from the file's folder, all others from {@code data}. */
public record VigilConfig(
        @Key(
                doc = "Whose contact point this node is: a State, a body of the Union or a partner.",
                pattern = "(EU-[A-Z]{2,12})|([A-Z]{2}(/[A-Z][A-Z0-9]*(-[A-Z0-9]+)*)?)",
                like = "BE, EU-GSC or BE/BANK-1")
        String participant,

        @Key(
                doc = "The networks it takes part in, by name.",
                pattern = "(?=.{2,32}$)[A-Z][A-Z0-9]*(-[A-Z0-9]+)*",
                like = "EU-ART13",
                filled = true)
        Map<String, NetworkConfig> networks,

        @Key(
                doc = "The folder of everything the node writes; relative to this file's folder.",
                byDefault = "/var/lib/vigil")
        Path data,

        @Key(doc = "The links to peers.") LinkConfig link,
        @Key(doc = "The side of the people who work here.") OperatorConfig operator,
        @Key(doc = "Where accepted work is kept.") StoreConfig store,
        @Key(doc = "The node's own keys.", reloads = true) KeysConfig keys,

        @Key(doc = "Who is paged, how and when.", reloads = true)
        EscalationConfig escalation,

        @Key(doc = "How peers are tried before they are needed.")
        DrillsConfig drills,

        @Key(doc = "What the node tells of itself.") LogConfig log,

        @Key(doc = "What one peer, one message or one moment may take.")
        LimitsConfig limits) {

    /** This configuration with every path absolute. */
    VigilConfig under(Path folder) {
        Path home = folder.resolve(data).normalize();
        Map<String, NetworkConfig> placed = new LinkedHashMap<>();
        networks.forEach((name, network) -> placed.put(name, network.under(home)));
        return new VigilConfig(
                participant,
                Collections.unmodifiableMap(placed),
                home,
                link,
                operator,
                store.under(home),
                keys.under(home),
                escalation,
                drills,
                log,
                limits);
    }
}
