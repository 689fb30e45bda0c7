package eu.vigil.protocol.form;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Messages that differ from one in a single field, with values at and beside the edges of its rules. */
final class Variants {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "BE",
            "BE\n",
            "FR",
            "Be",
            "EU-GSC",
            "BE/BANK-1",
            "BE/BANK-",
            "EU-ART13",
            "eu-art13",
            "A-",
            "BE-2026-000123",
            "EU-GSC-2026-000123",
            "BE/BANK-1-2026-000001",
            "BE-2026-00012",
            "en",
            "EN",
            "en-GB",
            "Europe/Brussels",
            "Europe/",
            "+32 2 555 01 00",
            "02 555 01 00",
            "duty@fccu.example",
            "duty@",
            "@",
            "a@b",
            "duty@fccu.example\n",
            "d\u00fcty@fccu.example",
            "a@-b",
            "a@b-",
            "a@b_c",
            "a@b..c",
            "(a)@b",
            "!#$%&'*+/=?^_`{|}~-.9Z@9Z",
            "a@" + "b".repeat(63),
            "a@" + "b".repeat(64),
            "2026-03-28",
            "2026-13-01",
            "image/png",
            "VIDEO/\u00e9",
            "\u0130MAGE/png",
            "text/plain",
            "IT-07",
            "it-07",
            "be-officer-3",
            "0".repeat(64),
            "A".repeat(64));

    private Variants() {}

    /** One change each, at every depth. */
    static Stream<Message> of(Message message) {
        return message.getDescriptorForType().getFields().stream()
                .filter(field -> field.getRealContainingOneof() == null || message.hasField(field))
                .flatMap(field -> Stream.concat(flat(message, field), deep(message, field)));
    }

    /** {@code field} of {@code message} changed, and nothing inside it. */
    static Stream<Message> flat(Message message, FieldDescriptor field) {
        Message cleared = message.toBuilder().clearField(field).build();
        if (!field.isRepeated()) {
            return Stream.concat(
                    Stream.of(cleared),
                    values(field, message)
                            .map(value ->
                                    message.toBuilder().setField(field, value).build()));
        }
        List<Object> values = values(field, message).toList();
        List<Object> now = new ArrayList<>((List<?>) message.getField(field));
        Object one = now.isEmpty() ? values.getFirst() : now.getFirst();
        long itemsMax = rules(field).getRepeated().getMaxItems();
        return Stream.of(
                        Stream.of(
                                List.of(),
                                List.of(one),
                                List.of(one, one),
                                values,
                                values.subList(0, values.size() / 2)),
                        Stream.of(itemsMax, itemsMax + 1)
                                .map(count -> Collections.nCopies(Math.toIntExact(count), one)),
                        values.stream().map(List::of),
                        values.stream().map(value -> List.of(one, value)))
                .flatMap(list -> list)
                .map(list -> message.toBuilder().setField(field, list).build());
    }

    private static Stream<Message> deep(Message message, FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return Stream.empty();
        }
        if (!field.isRepeated()) {
            Message inner = (Message) message.getField(field);
            return of(inner)
                    .map(changed -> message.toBuilder().setField(field, changed).build());
        }
        if (message.getRepeatedFieldCount(field) == 0) {
            return of(blank(message, field))
                    .map(changed ->
                            message.toBuilder().addRepeatedField(field, changed).build());
        }
        int last = message.getRepeatedFieldCount(field) - 1;
        return of((Message) message.getRepeatedField(field, last))
                .map(changed -> message.toBuilder()
                        .setRepeatedField(field, last, changed)
                        .build());
    }

    static FieldRules rules(FieldDescriptor field) {
        return field.getOptions().getExtension(ValidateProto.field);
    }

    private static Message blank(Message message, FieldDescriptor field) {
        return message.newBuilderForType().newBuilderForField(field).build();
    }

    private static Stream<Object> values(FieldDescriptor field, Message message) {
        FieldRules rules = rules(field);
        return switch (field.getJavaType()) {
            case STRING -> texts(field.isRepeated() ? rules.getRepeated().getItems() : rules);
            case BYTE_STRING ->
                lengths(rules.getBytes().getLen(), rules.getBytes().getMaxLen(), 16, 32)
                        .mapToObj(length -> ByteString.copyFrom(new byte[Math.toIntExact(length)]));
            case BOOLEAN -> Stream.of(true, false);
            case INT -> Stream.of(0, 1, 2, 4, 5, 6, -1, 100);
            case LONG -> Stream.of(0L, 1L, 2L, 4L, 5L, 6L, -1L, 100L);
            case ENUM -> choices(field.getEnumType());
            case MESSAGE ->
                field.getMessageType().equals(Timestamp.getDescriptor())
                        ? instants(message).map(instant -> instant)
                        : Stream.of(blank(message, field));
            case FLOAT, DOUBLE -> throw new AssertionError(field);
        };
    }

    private static Stream<Object> choices(EnumDescriptor type) {
        return IntStream.rangeClosed(-1, type.getValues().getLast().getNumber() + 1)
                .mapToObj(type::findValueByNumberCreatingIfUnknown);
    }

    private static Stream<Object> texts(FieldRules rules) {
        Set<Object> texts = new LinkedHashSet<>(TEXTS);
        lengths(rules.getString().getMinLen(), rules.getString().getMaxLen()).forEach(length -> {
            texts.add("x".repeat(Math.toIntExact(length)));
            texts.add("\ud83d\udd12".repeat(Math.toIntExact(length)));
            texts.add("d@" + "x.".repeat(Math.toIntExact(length) / 2));
        });
        return texts.stream();
    }

    private static LongStream lengths(long... edges) {
        return LongStream.of(edges)
                .flatMap(edge -> LongStream.rangeClosed(edge - 1, edge + 1))
                .filter(length -> length >= 0)
                .distinct();
    }

    /** The instants beside those of the message and the hospital's night, 60 days after them, and some that do not exist. */
    private static Stream<Timestamp> instants(Message message) {
        Stream<Timestamp> here = message.getAllFields().values().stream()
                .filter(Timestamp.class::isInstance)
                .map(Timestamp.class::cast);
        return Stream.concat(Stream.of(Instants.of(Samples.NIGHT)), here)
                .flatMap(base -> LongStream.of(0, 5_184_000)
                        .boxed()
                        .flatMap(later -> Stream.of(
                                base.toBuilder().setSeconds(base.getSeconds() + later),
                                base.toBuilder().setSeconds(base.getSeconds() + later - 1),
                                base.toBuilder()
                                        .setSeconds(base.getSeconds() + later)
                                        .setNanos(1),
                                base.toBuilder().setNanos(-1),
                                base.toBuilder().setSeconds(Long.MAX_VALUE),
                                base.toBuilder().setSeconds(0))))
                .map(Timestamp.Builder::build)
                .distinct();
    }
}
