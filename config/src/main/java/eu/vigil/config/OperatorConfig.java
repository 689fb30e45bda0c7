package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.WebAddress;
import java.util.Optional;

/** The HTTP side. */
public record OperatorConfig(
        @Key(doc = "Where the HTTP side listens, without TLS; port 0 takes a free one.", byDefault = "127.0.0.1:8413")
        HostPort listen,

        @Key(
                doc =
                        "Its address as people's browsers see it, for the links in pages; needed once a channel leaves this machine.",
                like = "https://desk.example")
        Optional<WebAddress> publicUrl) {}
