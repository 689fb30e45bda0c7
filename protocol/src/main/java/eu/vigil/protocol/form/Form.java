package eu.vigil.protocol.form;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.util.JsonFormat;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Acknowledgement;
import eu.vigil.protocol.wire.ContentKind;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From what an officer writes to a message ready to be signed.
 *
 * <p>A draft is JSON in which lines that begin with {@code //} are notes. They were chosen over fields of help beside the real
 * ones because a tired officer can leave them, and because they cannot be sent by mistake. Header fields stand on the top level
 * ({@code to}, {@code network}, {@code legal_basis}, {@code urgency}, ...), and beside them the one body by its name
 * ({@code preservation_request}). What the node sets is an error in a draft, which says who sets it.
 *
 * <p>Making one costs nothing; see {@link Rules} for the first check.
 */
public final class Form {
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().preservingProtoFieldNames();

    private final Rules rules;

    /** A form that checks with {@code rules}. */
    public Form(Rules rules) {
        this.rules = rules;
    }

    /** What became of the text of a draft. */
    public sealed interface Reading {}

    /** The draft keeps all rules that can be checked before the node completes it. */
    public record Drafted(Draft draft) implements Reading {}

    /** What became of the completion of a draft. */
    public sealed interface Completed {}

    /**
     * Keeps all rules.
     *
     * @param content the message's serialized bytes, which are what is signed
     */
    public record Complete(Message message, ByteString content) implements Completed {}

    /**
     * All that is wrong at once.
     *
     * @param violations at least one, in the order of the text, then of the contract; paths as the officer writes them
     */
    public record Wrong(List<Violation> violations) implements Reading, Completed {}

    /** Reads and checks the text of a draft, without and with notes. */
    public Reading read(String text) {
        Violations violations = new Violations();
        Optional<Message> message = DraftText.read(text, violations);
        message.ifPresent(written -> check(written, violations));
        List<Violation> all = violations.all();
        return message.isPresent() && all.isEmpty() ? new Drafted(new Draft(message.get())) : new Wrong(all);
    }

    /**
     * Reads and checks the text of an answer: its body by its name, and beside it what differs from the header of the request
     * ({@code handling_code}, {@code tlp}, {@code language} and the like; not to whom, under which basis or how urgent).
     *
     * @param request what is answered
     * @param to the other side
     */
    public Reading read(String text, Message request, ParticipantId to) {
        Violations violations = new Violations();
        Optional<Draft> draft =
                DraftText.readAnswer(text, violations).map(written -> Draft.about(request, to, written));
        draft.ifPresent(written -> check(written.message(), violations));
        List<Violation> all = violations.all();
        return draft.isPresent() && all.isEmpty() ? new Drafted(draft.get()) : new Wrong(all);
    }

    /** The text of a draft as JSON alone: its notes become empty lines, so that line numbers stay. */
    public static String withoutNotes(String text) {
        return DraftText.withoutNotes(text);
    }

    /** Everything that is wrong with a draft. */
    public List<Violation> check(Draft draft) {
        Violations violations = new Violations();
        check(draft.message(), violations);
        return violations.all();
    }

    /** Adds what the node knows; checks the whole. */
    public Completed complete(Draft draft, NodeFacts facts) {
        Violations violations = new Violations();
        Message message = completed(draft.message(), facts);
        byte[] content = message.toByteArray();
        List<Violation> broken = rules.check(message, content);
        if (broken.isEmpty()) {
            // What the node has added breaks no rule of the rest: the draft alone need not be checked again.
            written(draft.message(), List.of(), violations);
        } else {
            check(draft.message(), violations);
            broken.forEach(violation -> violations.add(asWritten(violation)));
        }
        if (facts.schema() < 1 || facts.schema() > ReceivedMessage.SCHEMA_MAX) {
            violations.add("schema", "cannot be written here", "1 to " + ReceivedMessage.SCHEMA_MAX);
        }
        List<Violation> all = violations.all();
        return all.isEmpty() ? new Complete(message, UnsafeByteOperations.unsafeWrap(content)) : new Wrong(all);
    }

    /** A draft as JSON that {@link #read} takes. */
    public String print(Draft draft) {
        JsonObject text = new JsonObject();
        for (Map.Entry<String, JsonElement> entry :
                tree(draft.message().getHeader()).entrySet()) {
            text.add(entry.getKey().equals("recipient") ? "to" : entry.getKey(), entry.getValue());
        }
        tree(draft.message().toBuilder().clearHeader().build()).asMap().forEach(text::add);
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(text);
    }

    /** A whole message as JSON: Protobuf's own mapping, with the names of the contract. */
    public static String print(Message message) {
        return json(message);
    }

    /**
     * A message from what {@link #print(Message)} wrote, perhaps that of a later version: what is not known here is left out.
     *
     * @throws IllegalArgumentException if it did not write that
     */
    public static Message message(String json) {
        Message.Builder message = Message.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("this is no message as JSON", e);
        }
        return message.build();
    }

    private void check(Message message, Violations violations) {
        boolean checkable = message.getSerializedSize() <= Limits.MESSAGE_BYTES_MAX;
        written(message, checkable ? broken(message) : List.of(), violations);
    }

    /** With what the node adds a draft has only more rules to keep: if one look shows that it keeps them, nobody need ask what is wrong. */
    private List<Violation> broken(Message draft) {
        return rules.keeps(standingIn(draft).toByteArray()) ? SortRules.check(draft) : rules.check(draft);
    }

    /** The draft with something in each place that the node fills. */
    static Message standingIn(Message draft) {
        return completed(
                draft,
                new NodeFacts(
                        new ParticipantId(draft.getHeader().getRecipient().equals("BE") ? "FR" : "BE"),
                        MessageId.of("00000000-0000-7000-8000-000000000001"),
                        Optional.of(new CaseRef("BE-1970-000001")),
                        Optional.empty(),
                        Instant.EPOCH,
                        NodeFacts.LIFETIME,
                        "officer",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        ReceivedMessage.SCHEMA_MAX));
    }

    /** Adds what is wrong with a message as it was written, of which {@code broken} are the broken rules. */
    private static void written(Message message, List<Violation> broken, Violations violations) {
        if (message.getSerializedSize() > Limits.MESSAGE_BYTES_MAX) {
            violations.add(
                    "",
                    "is too large: %d bytes".formatted(message.getSerializedSize()),
                    "at most %d; attach long texts as files".formatted(Limits.MESSAGE_BYTES_MAX));
            return;
        }
        broken.stream()
                .filter(violation -> !setByNode(violation.path()))
                .forEach(violation -> violations.add(asWritten(violation)));
        MessageKind.of(message)
                .ifPresent(kind -> Zones.check(
                        kind.field().getName(),
                        (com.google.protobuf.Message) message.getField(kind.field()),
                        violations));
    }

    /** True for a field that only the completed message can have. */
    private static boolean setByNode(String path) {
        com.google.protobuf.Descriptors.Descriptor holder = Message.getDescriptor();
        for (String name : path.split("\\.", -1)) {
            FieldDescriptor field = holder.findFieldByName(name.replaceFirst("\\[\\d+]$", ""));
            if (field == null) {
                // The body: its absence was said when the text was read.
                return name.equals("body");
            }
            if (FieldForm.of(field).setBy().isPresent()) {
                return true;
            }
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                return false;
            }
            holder = field.getMessageType();
        }
        return false;
    }

    private static Violation asWritten(Violation violation) {
        String path = violation.path();
        if (path.equals("header.recipient")) {
            path = "to";
        } else if (path.startsWith("header.")) {
            path = path.substring("header.".length());
        }
        return new Violation(path, violation.rule(), violation.right());
    }

    private static Message completed(Message draft, NodeFacts facts) {
        Header.Builder header = draft.getHeader().toBuilder()
                .setMessageId(facts.messageId().bytes())
                .setSender(facts.sender().value())
                .setCreatedAt(Instants.of(facts.createdAt()))
                .setExpiresAt(Instants.of(facts.createdAt().plus(facts.lifetime())))
                .setRetentionClass(
                        MessageKind.of(draft).map(MessageKind::retention).orElse(Header.RetentionClass.CASE))
                .setOfficer(facts.officer())
                .setDirectoryVersion(facts.directoryVersion())
                .setSchema(facts.schema());
        facts.caseRef().ifPresent(caseRef -> header.setCaseRef(caseRef.value()));
        facts.inReplyTo().ifPresent(id -> header.setInReplyTo(id.bytes()));
        facts.approver().ifPresent(header::setApprover);
        facts.releaseReason().ifPresent(header::setReleaseReason);
        Message.Builder message =
                draft.toBuilder().setContentKind(ContentKind.MESSAGE).setHeader(header);
        if (draft.hasAcknowledgement()) {
            message.setAcknowledgement(
                    Acknowledgement.newBuilder(draft.getAcknowledgement()).setOfficer(facts.officer()));
        }
        return message.build();
    }

    private static JsonObject tree(MessageOrBuilder message) {
        return JsonParser.parseString(json(message)).getAsJsonObject();
    }

    private static String json(MessageOrBuilder message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("only checked messages are printed", e);
        }
    }
}
