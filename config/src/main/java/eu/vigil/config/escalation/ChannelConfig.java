package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.ChannelFormat;
import eu.vigil.config.value.SecretReference;
import eu.vigil.config.value.WebAddress;
import java.util.Optional;

/** One way to reach somebody. */
public record ChannelConfig(
        @Key(doc = "What the other end understands.", byDefault = "standard-webhooks")
        ChannelFormat format,

        @Key(
                doc = "Where pages are sent; https unless it is this machine.",
                like = "https://desk.example/hook",
                hidden = true)
        WebAddress url,

        @Key(doc = "What signs or opens: whsec_ or whsk_ lines, a routing key, Slack's path or ntfy's token.")
        Optional<SecretReference> secret,

        @Key(doc = "The topic of ntfy.", pattern = "[A-Za-z0-9_-]{1,64}", like = "alice", hidden = true)
        Optional<String> topic,

        @Key(
                doc =
                        "The secret by which the far end signs its acknowledgements to /hooks/NAME; without it none is taken.")
        Optional<SecretReference> inboundSecret,

        @Key(
                doc = "Whether the channel stays in the house: it is then told sender, case and kind.",
                byDefault = "false")
        boolean internal) {}
