package eu.vigil.config;

import eu.vigil.config.escalation.ChannelConfig;
import eu.vigil.config.escalation.EscalationConfig;
import eu.vigil.config.escalation.PolicyConfig;
import eu.vigil.config.escalation.RotaConfig;
import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Problem;
import eu.vigil.config.key.Tree;
import eu.vigil.config.key.Warning;
import eu.vigil.config.value.HostPort;
import eu.vigil.config.value.Target;
import eu.vigil.config.value.Urgency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** What concerns more than one key. */
final class Checks {
    /** More steps than any head of unit has superiors. */
    private static final int STEPS_MAX = 32;

    private final ImmutableNode combined;
    private final Set<Problem> problems;

    Checks(ImmutableNode combined, Set<Problem> problems) {
        this.combined = combined;
        this.problems = problems;
    }

    void whole(VigilConfig config) {
        config.link()
                .advertise()
                .filter(address -> address.port() == 0)
                .ifPresent(_ -> problem("link.advertise", "peers cannot dial port 0; write the port that they reach"));
        config.escalation().channels().forEach((name, channel) -> {
            if (!channel.url().isLoopback() && config.operator().publicUrl().isEmpty()) {
                problem(
                        "operator.public-url",
                        "is missing; the channel %s leaves this machine, and its pages need a link that opens elsewhere"
                                .formatted(name));
            }
        });
        escalation(config.escalation());
    }

    void escalation(EscalationConfig config) {
        config.channels().forEach((name, channel) -> {
            String key = "escalation.channels." + name;
            switch (channel.format()) {
                case NTFY -> {
                    if (channel.topic().isEmpty() && !faulty(key + ".topic")) {
                        problem(key + ".topic", "is missing; ntfy needs the topic that people subscribe to");
                    }
                }
                case STANDARD_WEBHOOKS, PAGERDUTY, SLACK ->
                    channel.topic().ifPresent(_ -> problem(key + ".topic", "belongs to the format ntfy only"));
            }
            switch (channel.format()) {
                case SLACK, NTFY ->
                    channel.inboundSecret()
                            .ifPresent(_ -> problem(
                                    key + ".inbound-secret",
                                    "has no use: %s sends no signed acknowledgements".formatted(channel.format())));
                case STANDARD_WEBHOOKS, PAGERDUTY -> {}
            }
        });
        config.rotas().forEach(this::rota);
        config.standIns().forEach((name, standIn) -> {
            if (!standIn.from().toInstant().isBefore(standIn.to().toInstant())) {
                problem(
                        "escalation.stand-ins." + name + ".to",
                        "%s is not after 'from', %s".formatted(standIn.to(), standIn.from()));
            }
        });
        config.policies().forEach((name, policy) -> {
            if (policy.steps().size() > STEPS_MAX) {
                problem(
                        "escalation.policies." + name + ".steps",
                        "are %d; at most %d".formatted(policy.steps().size(), STEPS_MAX));
            }
        });
        // Were a route left out because it is faulty, what it serves would seem unserved.
        if (!config.routes().isEmpty() && !faulty("escalation.routes")) {
            for (Urgency urgency : Urgency.values()) {
                if (config.routes().stream().noneMatch(route -> route.serves(urgency))) {
                    problem(
                            "escalation.routes",
                            "no route serves %s; end with one that has no 'when'".formatted(urgency));
                }
            }
        }
    }

    private void rota(String name, RotaConfig rota) {
        String key = "escalation.rotas." + name;
        if (new LinkedHashSet<>(rota.handovers()).size() < rota.handovers().size()) {
            problem(key + ".handovers", "holds one time twice");
        }
        for (int i = 0; i < rota.overrides().size(); i++) {
            RotaConfig.OverrideConfig override = rota.overrides().get(i);
            if (!override.from().toInstant().isBefore(override.to().toInstant())) {
                problem(key + ".overrides", "number %d ends at %s, not after it begins".formatted(i, override.to()));
            }
        }
    }

    List<Warning> warnings(VigilConfig config, Secrets secrets) {
        List<Warning> warnings = new ArrayList<>();
        secrets.missing(config.keys().secret()).ifPresent(why -> warn(warnings, "keys.secret", why));
        if (!config.operator().listen().isLoopback()) {
            warn(
                    warnings,
                    "operator.listen",
                    "other machines reach it without TLS; listen on 127.0.0.1 behind a proxy that has it");
        }
        config.escalation().channels().forEach((name, channel) -> {
            String key = "escalation.channels." + name;
            channel.secret().flatMap(secrets::missing).ifPresent(why -> warn(warnings, key + ".secret", why));
            channel.inboundSecret()
                    .flatMap(secrets::missing)
                    .ifPresent(why -> warn(warnings, key + ".inbound-secret", why));
        });
        warnings.addAll(warnings(config.escalation()));
        return List.copyOf(warnings);
    }

    List<Warning> warnings(EscalationConfig config) {
        List<Warning> warnings = new ArrayList<>();
        if (config.routes().isEmpty()) {
            warn(warnings, "escalation.routes", "there is none: nobody is paged, whatever comes in");
        }
        Map<HostPort, String> hosts = new LinkedHashMap<>();
        config.channels().forEach((name, channel) -> {
            String key = "escalation.channels." + name;
            if (channel.secret().isEmpty() && needsSecret(channel)) {
                warn(warnings, key + ".secret", "is missing; without it %s refuses pages".formatted(channel.format()));
            }
            String other = hosts.putIfAbsent(channel.url().hostPort(), name);
            if (other != null) {
                warn(
                        warnings,
                        key + ".url",
                        "shares %s with the channel %s: they fail together"
                                .formatted(channel.url().hostPort(), other));
            }
        });
        config.policies().forEach((name, policy) -> {
            for (int i = 0; i < policy.steps().size(); i++) {
                if (policy.steps().get(i).targets().isEmpty()) {
                    warn(
                            warnings,
                            "escalation.policies." + name + ".steps",
                            "number %d pages nobody; it falls through to the next step and to catch-all".formatted(i));
                }
            }
            if (hosts(policy, config).size() < 2) {
                warn(
                        warnings,
                        "escalation.policies." + name,
                        "reaches people through one host only; give it channels on two");
            }
        });
        return List.copyOf(warnings);
    }

    private static boolean needsSecret(ChannelConfig channel) {
        return switch (channel.format()) {
            case STANDARD_WEBHOOKS, PAGERDUTY -> true;
            case SLACK, NTFY -> false;
        };
    }

    private static Set<HostPort> hosts(PolicyConfig policy, EscalationConfig config) {
        Set<HostPort> hosts = new LinkedHashSet<>();
        Stream.concat(policy.steps().stream().map(PolicyConfig.StepConfig::targets), Stream.of(policy.catchAll()))
                .flatMap(Collection::stream)
                .flatMap(target -> channels(target, config))
                .forEach(channel ->
                        hosts.add(config.channels().get(channel).url().hostPort()));
        return hosts;
    }

    private static Stream<String> channels(Target target, EscalationConfig config) {
        return switch (target.kind()) {
            case CHANNEL -> Stream.of(target.name());
            case PERSON -> config.people().get(target.name()).channels().stream();
            case ROTA ->
                config.rotas().get(target.name()).people().stream()
                        .flatMap(person -> config.people().get(person).channels().stream());
        };
    }

    private boolean faulty(String key) {
        return problems.stream().anyMatch(problem -> problem.key().startsWith(key));
    }

    private void problem(String key, String text) {
        problems.add(new Problem(key, origin(key), text));
    }

    private void warn(List<Warning> warnings, String key, String text) {
        warnings.add(new Warning(key, origin(key), text));
    }

    /** Where the key was written, or else the nearest section above it. */
    private Origin origin(String key) {
        String path = key;
        while (true) {
            var node = Tree.find(combined, path);
            if (node.isPresent()) {
                return Tree.origin(node.get());
            }
            int dot = path.lastIndexOf('.');
            if (dot < 0) {
                return Tree.origin(combined);
            }
            path = path.substring(0, dot);
        }
    }
}
