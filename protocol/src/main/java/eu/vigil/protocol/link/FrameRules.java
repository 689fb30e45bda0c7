package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;
import java.util.Optional;

/**
 * What must hold of a frame's fields before anybody looks at them, as {@code frame.proto} and {@code log.proto} say it.
 *
 * <p>Checked by hand: the general checker takes up to a second for its first use, and the first frame may be an emergency.
 * {@code FrameRulesTest} holds the two together. An unknown Bye reason or body is no problem: the link has to be able to grow.
 */
final class FrameRules {
    static final int CREDIT_MAX = 4096;
    private static final int NETWORK_CHARS_MAX = 32;
    private static final int PARTICIPANT_CHARS_MAX = 64;
    private static final int SOFTWARE_CHARS_MAX = 64;
    private static final int NOTE_CHARS_MAX = 4096;
    private static final int CREDITS_MAX = 8;
    private static final int ID_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SEALED_BYTES_MAX = 196_608;
    private static final int LEAF_BYTES_MAX = 1024;
    private static final int INCLUSION_HASHES_MAX = 64;
    private static final int CONSISTENCY_HASHES_MAX = 128;
    private static final long RETRY_SECONDS_MAX = 86_400;
    private static final int NANOS_MAX = 999_999_999;
    private static final long FIRST_SECOND = -62_135_596_800L; // 0001-01-01, as timestamp.proto has it
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31

    private FrameRules() {}

    /** The first field that breaks its rule and what would be right; empty if all is well. */
    static Optional<String> problem(Frame frame) {
        return switch (frame.getBodyCase()) {
            case HELLO -> hello("hello", frame.getHello());
            case WELCOME -> hello("welcome", frame.getWelcome());
            case DELIVER -> deliver(frame.getDeliver());
            case RECEIPT -> receipt(frame.getReceipt());
            case BUSY -> busy(frame.getBusy());
            case CREDIT -> credit("credit", frame.getCredit());
            case CONSISTENCY_REQUEST -> request(frame.getConsistencyRequest());
            case CONSISTENCY_PROOF -> proof(frame.getConsistencyProof());
            case PING, PONG, BYE, BODY_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<String> hello(String name, Hello hello) {
        return first(
                rule(hello.getVersionMin() != 0, name + ".version_min: not 1 or more"),
                rule(
                        Integer.compareUnsigned(hello.getVersionMin(), hello.getVersionMax()) <= 0,
                        name + ".version_max: less than version_min"),
                rule(
                        between(1, chars(hello.getNetwork()), NETWORK_CHARS_MAX),
                        name + ".network: not 1 to 32 characters"),
                rule(
                        between(1, chars(hello.getParticipant()), PARTICIPANT_CHARS_MAX),
                        name + ".participant: not 1 to 64 characters"),
                rule(known(hello.getPurpose()), name + ".purpose: none that is known"),
                rule(
                        !hello.hasDirectory()
                                || hello.getDirectory().getDigest().size() == HASH_BYTES,
                        name + ".directory.digest: not 32 bytes"),
                rule(
                        chars(hello.getOwnPairHead()) <= NOTE_CHARS_MAX,
                        name + ".own_pair_head: more than 4096 characters"),
                rule(
                        chars(hello.getWitnessedPairHead()) <= NOTE_CHARS_MAX,
                        name + ".witnessed_pair_head: more than 4096 characters"),
                rule(hello.getSchemaMax() != 0, name + ".schema_max: not 1 or more"),
                rule(hello.hasNow() && valid(hello.getNow()), name + ".now: no time between the years 1 and 9999"),
                rule(hello.getCreditsCount() <= CREDITS_MAX, name + ".credits: more than 8"),
                rule(chars(hello.getSoftware()) <= SOFTWARE_CHARS_MAX, name + ".software: more than 64 characters"),
                hello.getCreditsList().stream()
                        .flatMap(credit -> credit(name + ".credits", credit).stream())
                        .findFirst());
    }

    private static Optional<String> deliver(Deliver deliver) {
        Envelope envelope = deliver.getEnvelope();
        return first(
                rule(known(deliver.getLane()), "deliver.lane: none that is known"),
                rule(deliver.hasEnvelope(), "deliver.envelope: missing"),
                rule(envelope.getSuite() != 0, "deliver.envelope.suite: not 1 or more"),
                rule(
                        between(1, chars(envelope.getNetwork()), NETWORK_CHARS_MAX),
                        "deliver.envelope.network: not 1 to 32 characters"),
                rule(
                        between(1, chars(envelope.getSender()), PARTICIPANT_CHARS_MAX),
                        "deliver.envelope.sender: not 1 to 64 characters"),
                rule(
                        between(1, chars(envelope.getRecipient()), PARTICIPANT_CHARS_MAX),
                        "deliver.envelope.recipient: not 1 to 64 characters"),
                rule(envelope.getMessageId().size() == ID_BYTES, "deliver.envelope.message_id: not 16 bytes"),
                rule(
                        between(1, envelope.getSealed().size(), SEALED_BYTES_MAX),
                        "deliver.envelope.sealed: not 1 to 196608 bytes"));
    }

    private static Optional<String> receipt(Receipt receipt) {
        return first(
                rule(receipt.getMessageId().size() == ID_BYTES, "receipt.message_id: not 16 bytes"),
                rule(between(1, receipt.getLeaf().size(), LEAF_BYTES_MAX), "receipt.leaf: not 1 to 1024 bytes"),
                rule(receipt.getTreeSize() != 0, "receipt.tree_size: not 1 or more"),
                rule(
                        hashes(receipt.getProofList(), INCLUSION_HASHES_MAX),
                        "receipt.proof: not at most 64 hashes of 32 bytes"),
                rule(between(1, chars(receipt.getHead()), NOTE_CHARS_MAX), "receipt.head: not 1 to 4096 characters"));
    }

    private static Optional<String> busy(Busy busy) {
        return first(
                rule(busy.getMessageId().size() == ID_BYTES, "busy.message_id: not 16 bytes"),
                rule(known(busy.getReason()), "busy.reason: none that is known"),
                rule(valid(busy.getRetryAfter()), "busy.retry_after: not 0 to 86400 seconds"));
    }

    private static Optional<String> credit(String name, Credit credit) {
        return first(
                rule(known(credit.getLane()), name + ".lane: none that is known"),
                rule(between(1, credit.getEnvelopes(), CREDIT_MAX), name + ".envelopes: not 1 to 4096"));
    }

    private static Optional<String> request(ConsistencyRequest request) {
        return first(
                rule(request.getFrom() != 0, "consistency_request.from: not 1 or more"),
                rule(request.getTo() != 0, "consistency_request.to: not 1 or more"));
    }

    private static Optional<String> proof(ConsistencyProof proof) {
        return first(
                rule(proof.getFrom() != 0, "consistency_proof.from: not 1 or more"),
                rule(proof.getTo() != 0, "consistency_proof.to: not 1 or more"),
                rule(
                        hashes(proof.getProofList(), CONSISTENCY_HASHES_MAX),
                        "consistency_proof.proof: not at most 128 hashes of 32 bytes"));
    }

    private static boolean known(Lane lane) {
        return lane != Lane.LANE_UNSPECIFIED && lane != Lane.UNRECOGNIZED;
    }

    private static boolean known(Hello.Purpose purpose) {
        return purpose != Hello.Purpose.PURPOSE_UNSPECIFIED && purpose != Hello.Purpose.UNRECOGNIZED;
    }

    private static boolean known(Busy.Reason reason) {
        return reason != Busy.Reason.REASON_UNSPECIFIED && reason != Busy.Reason.UNRECOGNIZED;
    }

    private static boolean hashes(List<ByteString> hashes, int max) {
        return hashes.size() <= max && hashes.stream().allMatch(hash -> hash.size() == HASH_BYTES);
    }

    private static boolean valid(Timestamp time) {
        return time.getSeconds() >= FIRST_SECOND
                && time.getSeconds() <= LAST_SECOND
                && between(0, time.getNanos(), NANOS_MAX);
    }

    private static boolean valid(Duration wait) {
        return wait.getSeconds() >= 0
                && wait.getSeconds() <= RETRY_SECONDS_MAX
                && between(0, wait.getNanos(), NANOS_MAX);
    }

    // Unicode characters, as buf.validate counts them.
    private static int chars(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean between(int min, int value, int max) {
        return min <= value && value <= max;
    }

    private static Optional<String> rule(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... problems) {
        for (Optional<String> problem : problems) {
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
