package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code escalation}; every name used in it is known in it. */
public record EscalationConfig(
        @Key(doc = "Ways to reach people and places, by name.")
        Map<String, ChannelConfig> channels,

        @Key(doc = "People who can be paged, by name.") Map<String, PersonConfig> people,

        @Key(doc = "Who is on call when, by name.") Map<String, RotaConfig> rotas,

        @Key(doc = "Who stands in, by a name of your own; of two at one time the later name holds.")
        Map<String, StandInConfig> standIns,

        @Key(doc = "What happens until somebody acknowledges, by name.")
        Map<String, PolicyConfig> policies,

        @Key(doc = "Which policy serves which incident; the first match wins.")
        List<RouteConfig> routes,

        @Key(doc = "A watch outside that is pinged only while no page is overdue by more than 60 s.")
        Optional<DeadManConfig> deadMan,

        @Key(doc = "Private addresses that webhooks may reach; all others are refused, loopback excepted.")
        List<AddressRange> privateAddresses) {}
