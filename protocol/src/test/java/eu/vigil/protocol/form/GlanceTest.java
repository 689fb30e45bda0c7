package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import build.buf.validate.FieldRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import eu.vigil.protocol.wire.ContentKind;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityResponse;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A glance says yes exactly where the library finds nothing. */
class GlanceTest {
    private static final Glance GLANCE = new Glance(Message.getDescriptor());
    private static final Validator LIBRARY = ValidatorFactory.newBuilder()
            .withConfig(Config.newBuilder().setEnableNativeRules(true).build())
            .build();

    /** Where which rule was broken. */
    private final TreeSet<String> broken = new TreeSet<>();

    @Test
    void everyRuleOfTheContractIsFamiliar() {
        assertThat(GLANCE.unfamiliar()).isEmpty();
    }

    @Test
    void theSampleOfEveryKindIsSeenToKeepItsRules() {
        for (MessageKind kind : MessageKind.all()) {
            assertThat(new Rules().ask(sample(kind))).as("%s", kind).isEmpty();
            assertThat(keeps(sample(kind))).as("%s", kind).isTrue();
        }
    }

    @Test
    void itAgreesWithTheLibraryOnEveryRuleOfEveryKindBrokenOnce() {
        for (MessageKind kind : MessageKind.all()) {
            Message sample = sample(kind);
            Variants.of((com.google.protobuf.Message) sample.getField(kind.field()))
                    .map(body -> sample.toBuilder().setField(kind.field(), body).build())
                    .forEach(this::agreed);
            for (LegalBasis basis : LegalBasis.values()) {
                if (basis != LegalBasis.UNRECOGNIZED) {
                    underEveryOffence(
                            kind, header(sample, sample.getHeader().toBuilder().setLegalBasis(basis)));
                }
            }
        }
        Message sample = sample(MessageKind.all().getFirst());
        Variants.of(sample).forEach(variant -> agreed((Message) variant));
        withExhibits(sample);
        withCodes(sample);
        TreeSet<String> rules = new TreeSet<>();
        places("", Message.getDescriptor(), rules);
        rules.removeAll(broken);
        assertThat(rules).as("rules that no variant breaks").isEmpty();
    }

    @Test
    void itAgreesWithTheLibraryOnAnythingElseThatMayBeSaid() {
        SplittableRandom random = new SplittableRandom(20_130_040);
        for (int round = 0; round < 200; round++) {
            for (MessageKind kind : MessageKind.all()) {
                com.google.protobuf.Message message = sample(kind);
                for (int change = 0; change <= round % 4; change++) {
                    message = changed(message, random);
                }
                agreed((Message) message);
            }
        }
    }

    @Test
    void anUnknownFieldOrAnInstantThatDoesNotExistIsNeverSeenToBeRight() {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        Message sample = sample(MessageKind.all().getFirst());
        assertThat(keeps(sample.toBuilder().setUnknownFields(unknown).build())).isFalse();
        Message.Builder deep = sample.toBuilder();
        deep.getHeaderBuilder().getCreatedAtBuilder().setUnknownFields(unknown);
        assertThat(keeps(deep.build())).isFalse();
        Message.Builder odd = sample.toBuilder();
        odd.getPreservationRequestBuilder()
                .getDataSoughtBuilder(0)
                .getToBuilder()
                .setSeconds(253_402_300_800L);
        assertThat(keeps(odd.build())).isFalse();
    }

    @Test
    void whatAParserWouldMendIsNeverSeenToBeRight() throws Exception {
        Message sample = sample(MessageKind.named("PreservationRequest").orElseThrow());
        byte[] right = sample.toByteArray();
        Message other = sample(MessageKind.named("ReachabilityTest").orElseThrow());
        assertThat(GLANCE.keeps(right)).isTrue();
        assertThat(GLANCE.keeps(with(
                        right,
                        Message.newBuilder().setContentKind(ContentKind.MESSAGE).build())))
                .as("a number twice")
                .isFalse();
        assertThat(GLANCE.keeps(with(
                        right,
                        Message.newBuilder().setHeader(sample.getHeader()).build())))
                .as("a message twice")
                .isFalse();
        assertThat(GLANCE.keeps(with(
                        right,
                        Message.newBuilder()
                                .setReachabilityTest(other.getReachabilityTest())
                                .build())))
                .as("two of a choice")
                .isFalse();
        assertThat(GLANCE.keeps(Arrays.copyOf(right, right.length - 1)))
                .as("cut short")
                .isFalse();
        Message.Builder plain = sample.toBuilder();
        plain.getHeaderBuilder().clearConfidential();
        int confidential = Header.CONFIDENTIAL_FIELD_NUMBER;
        byte[] header = plain.getHeader().toByteArray();
        byte[] spelt = Arrays.copyOf(header, header.length + CodedOutputStream.computeBoolSize(confidential, false));
        CodedOutputStream.newInstance(spelt, header.length, spelt.length - header.length)
                .writeBool(confidential, false);
        assertThat(GLANCE.keeps(withHeader(plain, header))).isTrue();
        assertThat(GLANCE.keeps(withHeader(plain, spelt)))
                .as("a default that is written out")
                .isFalse();
    }

    private static byte[] with(byte[] content, Message more) {
        return ByteString.copyFrom(content).concat(more.toByteString()).toByteArray();
    }

    private static byte[] withHeader(Message.Builder message, byte[] header) {
        UnknownFieldSet alone = UnknownFieldSet.newBuilder()
                .addField(
                        Message.HEADER_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(header))
                                .build())
                .build();
        return alone.toByteString()
                .concat(message.clone().clearHeader().build().toByteString())
                .toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "string {prefix: 'x'}",
                "string {min_len: 1 hostname: true}",
                "string {pattern: '^\\\\d$'}",
                "string {pattern: '^(?i)x$'}",
                "string {pattern: '^[^a]$'}",
                "string {pattern: '^.$'}",
                "bytes {len: 1}",
                "ignore: IGNORE_ALWAYS",
                "cel_expression: 'this == \"x\"'",
                "cel {expression: 'this.matches(\"x\")'}",
                "cel {expression: 'this + this == \"xx\"'}",
                "cel {expression: 'this == \"x\" ? true : false'}",
                "cel {expression: 'this.size() == 1'}",
                "cel {expression: 'this > \"a\"'}",
                "cel {expression: 'this == '}",
            })
    void aRuleThatItHasNoWordForIsNeverSeenToBeKept(String rules) throws Exception {
        Descriptor type = holding(rules);
        Glance glance = new Glance(type);
        DynamicMessage message = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("text"), "x")
                .build();
        assertThat(glance.keeps(message.toByteArray())).isFalse();
        assertThat(glance.unfamiliar()).hasSize(1).first().asString().startsWith("Strange: ");
    }

    @Test
    void thatTestWouldNoticeARuleThatItKnows() throws Exception {
        Descriptor type = holding("string {min_len: 1 pattern: '^[a-z]$'} cel {expression: 'this != \"\"'}");
        FieldDescriptor text = type.findFieldByName("text");
        Glance glance = new Glance(type);
        assertThat(glance.unfamiliar()).isEmpty();
        assertThat(glance.keeps(DynamicMessage.newBuilder(type)
                        .setField(text, "x")
                        .build()
                        .toByteArray()))
                .isTrue();
        assertThat(glance.keeps(DynamicMessage.getDefaultInstance(type).toByteArray()))
                .isFalse();
    }

    private static boolean keeps(Message message) {
        return GLANCE.keeps(message.toByteArray());
    }

    private void agreed(Message message) {
        List<build.buf.protovalidate.Violation> found;
        try {
            found = LIBRARY.validate(message).getViolations();
        } catch (ValidationException | DateTimeException _) {
            // An instant that does not exist: the library cannot count with it.
            assertThat(keeps(message)).isFalse();
            return;
        }
        for (build.buf.protovalidate.Violation violation : found) {
            build.buf.validate.Violation raw = violation.toProto();
            broken.add(raw.getField().getElementsList().stream()
                            .map(FieldPathElement::getFieldName)
                            .collect(Collectors.joining("."))
                    + ": " + raw.getRuleId());
        }
        if (keeps(message) != (found.isEmpty() && instantsExist(message))) {
            throw new AssertionError("the library finds %s in %s".formatted(found, message));
        }
    }

    private static boolean instantsExist(com.google.protobuf.Message message) {
        return message instanceof Timestamp instant
                ? Instants.inRange(instant)
                : message.getAllFields().values().stream()
                        .flatMap(value ->
                                value instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(value))
                        .allMatch(
                                value -> !(value instanceof com.google.protobuf.Message inner) || instantsExist(inner));
    }

    /** What the node adds to an example, without regard to the sort of its kind. */
    private static Message sample(MessageKind kind) {
        Message example = Template.exampleOf(kind);
        Message.Builder message = example.toBuilder().setContentKind(ContentKind.MESSAGE);
        message.getHeaderBuilder()
                .setMessageId(Samples.facts().messageId().bytes())
                .setSender("BE")
                .setCreatedAt(Instants.of(Samples.NIGHT))
                .setExpiresAt(Instants.of(Samples.NIGHT.plus(NodeFacts.LIFETIME)))
                .setOfficer("be-officer-3")
                .setRetentionClass(Header.RetentionClass.CASE)
                .setSchema(1);
        if (example.hasAcknowledgement()) {
            message.setAcknowledgement(example.getAcknowledgement().toBuilder().setOfficer("be-officer-3"));
        }
        ByteString nonce = ByteString.copyFrom(new byte[16]);
        if (example.hasReachabilityTest()) {
            message.setReachabilityTest(
                    ReachabilityTest.newBuilder(example.getReachabilityTest()).setNonce(nonce));
        }
        if (example.hasReachabilityResponse()) {
            message.setReachabilityResponse(ReachabilityResponse.newBuilder(example.getReachabilityResponse())
                    .setNonce(nonce));
        }
        return message.build();
    }

    private void underEveryOffence(MessageKind kind, Message message) {
        FieldDescriptor offence = kind.body().findFieldByName("offence");
        if (offence == null || offence.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            agreed(message);
            return;
        }
        com.google.protobuf.Message body = (com.google.protobuf.Message) message.getField(kind.field());
        com.google.protobuf.Message now = (com.google.protobuf.Message) body.getField(offence);
        Variants.flat(now, offence.getMessageType().findFieldByName("types"))
                .forEach(types -> agreed(message.toBuilder()
                        .setField(
                                kind.field(),
                                body.toBuilder().setField(offence, types).build())
                        .build()));
    }

    private void withExhibits(Message sample) {
        for (int basis : new int[] {LegalBasis.BUDAPEST_29_VALUE, 13}) {
            Message.Builder one = sample.toBuilder();
            one.getHeaderBuilder()
                    .setLegalBasisValue(basis)
                    .addExhibitsBuilder()
                    .setName("a")
                    .setMediaType("text/plain")
                    .setSha256(ByteString.copyFrom(new byte[32]));
            Variants.of(one.getHeader()).forEach(header -> agreed(header(sample, ((Header) header).toBuilder())));
        }
    }

    private void withCodes(Message sample) {
        for (int handling = 0; handling < 5; handling++) {
            for (int tlp = 0; tlp < 6; tlp++) {
                for (int urgency = 0; urgency < 4; urgency++) {
                    Header.Builder codes = sample.getHeader().toBuilder()
                            .setHandlingCodeValue(handling)
                            .setTlpValue(tlp)
                            .setUrgencyValue(urgency)
                            .setApprover("be-officer-3");
                    agreed(header(sample, codes));
                    agreed(header(sample, codes.setHandlingText("text").setReleaseReason("alone")));
                    agreed(header(sample, codes.clearUrgencyReason()));
                }
            }
        }
    }

    private static Message header(Message message, Header.Builder header) {
        return message.toBuilder().setHeader(header).build();
    }

    private static com.google.protobuf.Message changed(com.google.protobuf.Message message, SplittableRandom random) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields().stream()
                .filter(field -> field.getRealContainingOneof() == null || message.hasField(field))
                .toList();
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !field.getMessageType().equals(Timestamp.getDescriptor())
                && random.nextInt(10) > 0) {
            if (!field.isRepeated()) {
                return message.toBuilder()
                        .setField(field, changed((com.google.protobuf.Message) message.getField(field), random))
                        .build();
            }
            int items = message.getRepeatedFieldCount(field);
            if (items > 0) {
                int at = random.nextInt(items);
                return message.toBuilder()
                        .setRepeatedField(
                                field,
                                at,
                                changed((com.google.protobuf.Message) message.getRepeatedField(field, at), random))
                        .build();
            }
        }
        List<com.google.protobuf.Message> choices =
                Variants.flat(message, field).toList();
        return choices.get(random.nextInt(choices.size()));
    }

    /** Every rule at every place where it holds. */
    private static void places(String path, Descriptor type, Set<String> rules) {
        if (type.equals(Timestamp.getDescriptor())) {
            return;
        }
        for (Rule rule : type.getOptions().getExtension(ValidateProto.message).getCelList()) {
            rules.add(path + ": " + rule.getId());
        }
        String before = path.isEmpty() ? "" : path + ".";
        type.getRealOneofs().forEach(oneof -> {
            if (oneof.getOptions().getExtension(ValidateProto.oneof).getRequired()) {
                rules.add(before + oneof.getName() + ": required");
            }
        });
        for (FieldDescriptor field : type.getFields()) {
            FieldRules asked = Variants.rules(field);
            if (asked.getRequired()) {
                rules.add(before + field.getName() + ": required");
            }
            asked.getCelList().forEach(rule -> rules.add(before + field.getName() + ": " + rule.getId()));
            List<FieldRules> levels = new ArrayList<>(List.of(asked));
            if (asked.getRepeated().hasItems()) {
                levels.add(asked.getRepeated().getItems());
            }
            for (FieldRules level : levels) {
                level.getAllFields().forEach((sort, value) -> {
                    if (value instanceof com.google.protobuf.Message standard) {
                        standard.getAllFields().keySet().stream()
                                .filter(rule -> !rule.getName().equals("items"))
                                .forEach(rule -> rules.add(
                                        before + field.getName() + ": " + sort.getName() + "." + rule.getName()));
                    }
                });
            }
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                places(before + field.getName(), field.getMessageType(), rules);
            }
        }
    }

    private static Descriptor holding(String rules) throws Exception {
        FieldRules.Builder asked = FieldRules.newBuilder();
        TextFormat.merge(rules, asked);
        FieldDescriptorProto.Builder text = FieldDescriptorProto.newBuilder()
                .setName("text")
                .setNumber(1)
                .setType(FieldDescriptorProto.Type.TYPE_STRING)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        text.getOptionsBuilder().setExtension(ValidateProto.field, asked.build());
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("strange.proto")
                .setSyntax("proto3")
                .addDependency(ValidateProto.getDescriptor().getName())
                .addMessageType(DescriptorProto.newBuilder().setName("Strange").addField(text))
                .build();
        return FileDescriptor.buildFrom(file, new FileDescriptor[] {ValidateProto.getDescriptor()})
                .findMessageTypeByName("Strange");
    }
}
