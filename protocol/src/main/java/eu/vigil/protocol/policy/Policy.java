package eu.vigil.protocol.policy;

import eu.vigil.protocol.casework.RefusalGround;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Verdict.Allowed;
import eu.vigil.protocol.policy.Verdict.Denied;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may say what to whom, as {@code policy.md} beside this class says. Immutable.
 *
 * <p>What no row allows is denied. The same check is made before a message leaves and when one arrives.
 */
public final class Policy {
    private final Set<String> memberStates;
    private final Map<NetworkId, Carried> networks;
    private final Map<String, Kind> kinds;
    private final List<Rule> rules;
    private final List<ReleaseRule> releases;

    Policy(
            Set<String> memberStates,
            Map<NetworkId, Carried> networks,
            Map<String, Kind> kinds,
            List<Rule> rules,
            List<ReleaseRule> releases) {
        this.memberStates = memberStates;
        this.networks = networks;
        this.kinds = kinds;
        this.rules = rules;
        this.releases = releases;
    }

    /** The policy that comes with the node. Reads a resource: load it once and pass it on. */
    public static Policy builtIn() {
        return PolicyPage.builtIn();
    }

    /** The page itself, as people read it. */
    public static String page() {
        return PolicyPage.text();
    }

    /** The legal bases under which a kind may be said; of an answer all, since it takes its request's. */
    public Set<LegalBasis> basesOf(String kind) {
        Kind found = kinds.get(kind);
        return found == null || found.sort() == Sort.ANSWER ? Set.of() : found.bases();
    }

    /** What a participant is, from the form of its id; a directory knows better. */
    public Participant.Kind kindOf(ParticipantId id) {
        if (id.isUnionBody()) {
            return Participant.Kind.EU_BODY;
        }
        if (id.sponsor().isPresent()) {
            return Participant.Kind.PARTNER;
        }
        return memberStates.contains(id.value()) ? Participant.Kind.MEMBER_STATE : Participant.Kind.THIRD_STATE;
    }

    /** The names of all kinds of messages, in the order of the page. */
    public Collection<String> kinds() {
        return kinds.keySet();
    }

    /** What a kind of message is to a case; empty if there is no such kind. */
    public Optional<Sort> sortOf(String kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Kind::sort);
    }

    /**
     * The closed list of grounds on which a request of this kind may be refused.
     *
     * @throws IllegalArgumentException if there is no such kind of request
     */
    public RefusalGround.Family refusedOn(String request) {
        return Optional.ofNullable(kinds.get(request))
                .flatMap(Kind::refusedOn)
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no kind of request".formatted(request)));
    }

    /**
     * How many people must release a message.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public Release release(String kind, Header.Urgency urgency) {
        return releases.stream()
                .filter(rule -> rule.kinds().contains(kind) && rule.urgencies().contains(urgency))
                .map(ReleaseRule::release)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'%s' %s has no release rule".formatted(kind, urgency)));
    }

    /**
     * Judges one message between two participants.
     *
     * @param inForce whether a basis holds between these two now, as the network's directory says; not asked about bases that
     *     always hold
     */
    public Verdict check(Speech speech, Predicate<LegalBasis> inForce) {
        Kind kind = kinds.get(speech.kind());
        if (kind == null) {
            return new Denied(
                    Decision.POLICY,
                    "there is no message '%s'".formatted(speech.kind()),
                    "one of " + String.join(", ", kinds.keySet()));
        }
        if (speech.network().isPresent()
                && !networks.containsKey(speech.network().get())) {
            return new Denied(
                    Decision.POLICY,
                    "the policy has no network %s".formatted(speech.network().get()),
                    "one of " + join(networks.keySet()));
        }
        if (speech.from().equals(speech.to())) {
            return new Denied(
                    Decision.POLICY, "%s cannot write to itself".formatted(speech.from()), "another participant");
        }
        List<Rule> between = rules.stream().filter(rule -> rule.joins(speech)).toList();
        List<Rule> here =
                between.stream().filter(rule -> rule.holdsIn(speech.network())).toList();
        List<Rule> saying = here.stream().filter(rule -> rule.says(speech)).toList();
        if (saying.isEmpty()) {
            return notSaid(speech, between, here);
        }
        return onBasis(speech, kind, saying, basis -> alwaysInForce(speech, basis) || inForce.test(basis));
    }

    private static Denied notSaid(Speech speech, List<Rule> between, List<Rule> here) {
        String reason = "%s may not send %s%s to %s%s"
                .formatted(
                        speech.from(),
                        speech.copy() ? "a copy of " : "",
                        speech.kind(),
                        speech.to(),
                        speech.network().map(network -> " in " + network).orElse(""));
        if (!here.isEmpty()) {
            return new Denied(Decision.POLICY, reason, "allowed: " + sayable(here));
        }
        String elsewhere = join(new TreeSet<>(
                between.stream().flatMap(rule -> rule.network().stream()).toList()));
        return new Denied(
                Decision.POLICY,
                reason,
                elsewhere.isEmpty() ? "allowed: nothing" + partnersSponsor(speech) : "the two meet in " + elsewhere);
    }

    /** Why the two have nothing to say to each other, if one of them is a partner. */
    private static String partnersSponsor(Speech speech) {
        return Stream.of(speech.from(), speech.to())
                .filter(participant -> participant.sponsor().isPresent())
                .findFirst()
                .map(partner -> "; a partner speaks with its own State alone, which is %s here"
                        .formatted(partner.sponsor().orElseThrow()))
                .orElse("");
    }

    private static String sayable(List<Rule> rules) {
        Set<String> names = new TreeSet<>();
        for (Rule rule : rules) {
            names.addAll(rule.kinds());
            rule.copies().forEach(kind -> names.add("copies of " + kind));
        }
        return String.join(", ", names);
    }

    private Verdict onBasis(Speech speech, Kind kind, List<Rule> saying, Predicate<LegalBasis> inForce) {
        // A copy goes under the basis of what it copies, which need not hold between these two.
        Predicate<LegalBasis> holds = speech.copy() ? _ -> true : inForce;
        for (Rule rule : saying) {
            Set<LegalBasis> serving = serving(speech, kind, List.of(rule));
            boolean based = speech.basis()
                    .map(basis -> serving.contains(basis) && holds.test(basis))
                    .orElseGet(() -> serving.stream().anyMatch(holds));
            if (based) {
                return rule.transferGroundNeeded() && carriesPersons(kind) && !speech.transferGround()
                        ? noTransferGround(speech)
                        : new Allowed(rule.transferGroundNeeded() && carriesPersons(kind));
            }
        }
        Set<LegalBasis> serving = serving(speech, kind, saying);
        List<LegalBasis> right = serving.stream().filter(holds).toList();
        String instead = right.isEmpty()
                ? "no legal basis in force between %s and %s serves %s"
                        .formatted(speech.from(), speech.to(), kind.name())
                : "legal bases that serve: " + join(right);
        return new Denied(
                Decision.BASIS,
                speech.basis()
                        .map(basis -> serving.contains(basis)
                                ? "%s is not in force between %s and %s".formatted(basis, speech.from(), speech.to())
                                : "%s is no legal basis for %s from %s to %s"
                                        .formatted(basis, kind.name(), speech.from(), speech.to()))
                        .orElse("no legal basis for %s is in force between %s and %s"
                                .formatted(kind.name(), speech.from(), speech.to())),
                instead);
    }

    private Set<LegalBasis> serving(Speech speech, Kind kind, List<Rule> saying) {
        Set<LegalBasis> serving = EnumSet.noneOf(LegalBasis.class);
        for (Rule rule : saying) {
            Set<LegalBasis> here = EnumSet.copyOf(rule.bases());
            here.retainAll(kind.bases());
            here.retainAll(carried(speech.network().or(rule::network)));
            serving.addAll(here);
        }
        return serving;
    }

    private Set<LegalBasis> carried(Optional<NetworkId> network) {
        return network.map(name -> networks.get(name).bases()).orElseGet(() -> EnumSet.allOf(LegalBasis.class));
    }

    private boolean alwaysInForce(Speech speech, LegalBasis basis) {
        return speech.network().isPresent()
                ? networks.get(speech.network().get()).alwaysInForce().contains(basis)
                : networks.values().stream()
                        .anyMatch(carried -> carried.alwaysInForce().contains(basis));
    }

    private static boolean carriesPersons(Kind kind) {
        return switch (kind.sort()) {
            case REQUEST, ANSWER -> true;
            case NOTICE -> kind.name().equals("SpontaneousInformation");
        };
    }

    private static Denied noTransferGround(Speech speech) {
        return new Denied(
                Decision.POLICY,
                "%s is a third State: personal data may go there only on a recorded ground".formatted(speech.to()),
                "set transfer_ground to one of ADEQUACY, SAFEGUARDS, SPECIFIC_SITUATION (Directive (EU) 2016/680 Art. 36 to 38)");
    }

    private static String join(Collection<?> values) {
        return String.join(", ", values.stream().map(Object::toString).toList());
    }
}
