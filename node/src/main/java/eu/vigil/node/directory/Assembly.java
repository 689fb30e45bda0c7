package eu.vigil.node.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.BasisRules;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryDocument.Issue;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.directory.EntryDocument;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The next directory out of the last one and what has come in since. Pure but for the randomness of the signatures.
 *
 * <p>Who stands in the last one stays unless removed by name: a notification that somebody forgot to hand in must not cut off
 * a State. New notification keys of somebody who is known need his name too, for they are what a thief would send.
 */
public final class Assembly {
    private Assembly() {}

    /**
     * What is to be assembled.
     *
     * @param network the network
     * @param previous the last directory; its participants are carried over
     * @param entries notifications that came in
     * @param removed who leaves
     * @param rekeyed who may come with other notification keys than before
     * @param rules which bases hold between whom
     * @param fresh how long it is fresh
     * @param life how long it may be loaded
     */
    public record Plan(
            NetworkId network,
            Optional<DirectoryView> previous,
            List<SignedDocument> entries,
            Set<ParticipantId> removed,
            Set<ParticipantId> rekeyed,
            BasisRules rules,
            Duration fresh,
            Duration life) {
        /** Copies the collections. */
        public Plan {
            entries = List.copyOf(entries);
            removed = Set.copyOf(removed);
            rekeyed = Set.copyOf(rekeyed);
        }
    }

    /** What happened to a participant. */
    public enum Change {
        /** Was not there before. */
        NEW,
        /** As before. */
        SAME,
        /** Another notification under the same keys. */
        UPDATED,
        /** Other notification keys. */
        REKEYED,
        /** No longer there. */
        REMOVED
    }

    /** What came of it. */
    public sealed interface Result {
        /**
         * A directory that every node takes which has the previous one.
         *
         * @param bytes the signed document
         * @param directory the same, verified
         * @param changes what happened to whom
         */
        record Assembled(ByteString bytes, DirectoryView directory, Map<ParticipantId, Change> changes)
                implements Result {}

        /** Nothing was assembled; each text names what is wrong. */
        record Refused(List<String> texts) implements Result {
            /** Copies the list. */
            public Refused {
                texts = List.copyOf(texts);
            }
        }
    }

    /** Assembles and signs, and then looks at the result as a node would. */
    public static Result assemble(Plan plan, DocumentKeys authority, Instant now, SecureRandom random) {
        List<String> problems = new ArrayList<>();
        Map<ParticipantId, SignedDocument> documents = new TreeMap<>();
        Map<ParticipantId, Participant.Kind> kinds = new TreeMap<>();
        plan.previous().stream()
                .flatMap(previous -> previous.entries().stream())
                .filter(entry -> !plan.removed().contains(entry.id()))
                .forEach(entry -> {
                    documents.put(entry.id(), entry.document());
                    kinds.put(entry.id(), entry.kind());
                });
        for (ParticipantId id : plan.removed()) {
            if (plan.previous().flatMap(previous -> previous.entry(id)).isEmpty()) {
                problems.add("--remove: %s does not stand in the previous directory".formatted(id));
            }
        }
        Set<ParticipantId> handedIn = new TreeSet<>();
        for (SignedDocument document : plan.entries()) {
            switch (EntryDocument.subject(document)) {
                case EntryDocument.Subject.Problem(var text) -> problems.add("entry: " + text);
                case EntryDocument.Subject.Of(var id, var kind) -> {
                    if (!handedIn.add(id)) {
                        problems.add("entry: %s has two".formatted(id));
                    }
                    if (plan.removed().contains(id)) {
                        problems.add("--remove: %s hands in an entry as well".formatted(id));
                    }
                    documents.put(id, document);
                    kinds.put(id, kind);
                }
            }
        }
        if (documents.isEmpty()) {
            problems.add("entry: a directory has at least one");
        }
        if (!problems.isEmpty()) {
            return new Result.Refused(problems);
        }
        Issue issue = new Issue(
                plan.network(),
                List.copyOf(documents.values()),
                plan.rules().between(kinds),
                plan.previous(),
                now,
                plan.fresh(),
                plan.life());
        ByteString bytes = DirectoryDocument.sign(issue, authority, random);
        return switch (DirectoryDocument.verify(bytes, plan.network(), authority.publicKeys(), plan.previous(), now)) {
            case Verification.Rejected rejected -> new Result.Refused(List.of(rejected.reason()));
            case Verification.Verified(var directory) -> judged(plan, bytes, directory);
        };
    }

    private static Result judged(Plan plan, ByteString bytes, DirectoryView directory) {
        Map<ParticipantId, Change> changes = new TreeMap<>();
        directory.entries().forEach(entry -> changes.put(entry.id(), change(plan, entry)));
        plan.removed().forEach(id -> changes.put(id, Change.REMOVED));
        List<String> stolen = directory.entries().stream()
                .filter(entry -> changes.get(entry.id()) == Change.REKEYED)
                .filter(entry -> !plan.rekeyed().contains(entry.id()))
                .map(entry -> "%s comes with other notification keys (%s): call it at the number of the directory in"
                                .formatted(entry.id(), entry.notification().fingerprint())
                        + " force, compare, and then say --rekeyed " + entry.id())
                .toList();
        return stolen.isEmpty() ? new Result.Assembled(bytes, directory, changes) : new Result.Refused(stolen);
    }

    private static Change change(Plan plan, Entry entry) {
        Optional<Entry> before = plan.previous().flatMap(previous -> previous.entry(entry.id()));
        if (before.isEmpty()) {
            return Change.NEW;
        }
        if (!before.get().notification().equals(entry.notification())) {
            return Change.REKEYED;
        }
        return before.get().document().equals(entry.document()) ? Change.SAME : Change.UPDATED;
    }
}
