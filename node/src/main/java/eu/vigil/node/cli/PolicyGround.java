package eu.vigil.node.cli;

import eu.vigil.pki.directory.BasisRules;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Speech;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** On what a question about the policy is judged: two participants, a network, an instant, and what is in force between them. */
record PolicyGround(
        Policy policy,
        ParticipantId from,
        Participant.Kind fromKind,
        ParticipantId to,
        Participant.Kind toKind,
        Optional<NetworkId> network,
        Instant at,
        Predicate<LegalBasis> inForce) {
    /** The networks of the policy. */
    static final List<NetworkId> POLICY_NETWORKS =
            Stream.of("EU-ART13", "BUDAPEST-35", "G7-24-7").map(NetworkId::new).toList();

    /**
     * By the table that comes with the program. It knows no agreement of any partner with its State: that there is one is taken for
     * granted, and the directory will know.
     */
    static PolicyGround builtIn(ParticipantId from, ParticipantId to, Optional<NetworkId> network, Instant at) {
        Policy policy = Policy.builtIn();
        Participant.Kind fromKind = policy.kindOf(from);
        Participant.Kind toKind = policy.kindOf(to);
        List<BasisInForce> bases =
                from.equals(to) ? List.of() : BasisRules.builtIn().between(Map.of(from, fromKind, to, toKind));
        boolean sponsored =
                from.sponsor().equals(Optional.of(to)) || to.sponsor().equals(Optional.of(from));
        return new PolicyGround(
                policy,
                from,
                fromKind,
                to,
                toKind,
                network,
                at,
                basis -> (sponsored && basis == LegalBasis.COALITION_MOU)
                        || bases.stream().anyMatch(one -> one.getBasis() == basis && holds(one, at)));
    }

    /** By directories; the policy's word for what a participant is counts where none has it. */
    static PolicyGround of(
            List<DirectoryView> directories,
            ParticipantId from,
            ParticipantId to,
            Optional<NetworkId> network,
            Instant at) {
        Policy policy = Policy.builtIn();
        List<DirectoryView> asked = directories.stream()
                .filter(directory -> network.map(directory.network()::equals).orElse(true))
                .toList();
        return new PolicyGround(
                policy,
                from,
                kind(asked, from).orElseGet(() -> policy.kindOf(from)),
                to,
                kind(asked, to).orElseGet(() -> policy.kindOf(to)),
                network,
                at,
                basis -> asked.stream().anyMatch(directory -> directory.inForce(basis, from, to, at)));
    }

    /** Judges one kind of message; a transfer ground is taken to be written. */
    Verdict check(String kind, boolean copy, Optional<LegalBasis> basis) {
        return policy.check(new Speech(from, fromKind, to, toKind, network, kind, copy, basis, true), inForce);
    }

    /** The bases under which it may be said now. */
    List<String> serving(String kind, boolean copy) {
        return basisNames().stream()
                .filter(name -> check(kind, copy, basis(name)) instanceof Verdict.Allowed)
                .toList();
    }

    /** The basis of that name. */
    static Optional<LegalBasis> basis(String name) {
        return Stream.of(LegalBasis.values())
                .filter(basis -> basis.name().equals(name) && basisNames().contains(name))
                .findFirst();
    }

    /** The names of all bases. */
    static List<String> basisNames() {
        return Stream.of(LegalBasis.values())
                .filter(basis -> basis != LegalBasis.UNRECOGNIZED && basis != LegalBasis.LEGAL_BASIS_UNSPECIFIED)
                .map(Enum::name)
                .toList();
    }

    private static boolean holds(BasisInForce basis, Instant at) {
        return at.getEpochSecond() >= basis.getFrom().getSeconds()
                && (!basis.hasUntil() || at.getEpochSecond() < basis.getUntil().getSeconds());
    }

    private static Optional<Participant.Kind> kind(List<DirectoryView> directories, ParticipantId id) {
        return directories.stream()
                .flatMap(directory -> directory.entry(id).stream())
                .map(Entry::kind)
                .findFirst();
    }
}
