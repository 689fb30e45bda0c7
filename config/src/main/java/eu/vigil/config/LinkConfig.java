package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.HostPort;
import java.util.Optional;

/** Where peers find this node. */
public record LinkConfig(
        @Key(doc = "Where links are accepted; port 0 takes a free one.", byDefault = "0.0.0.0:7413")
        HostPort listen,

        @Key(doc = "What stands in the directory for peers to dial.", like = "contact.example:7413")
        Optional<HostPort> advertise) {}
