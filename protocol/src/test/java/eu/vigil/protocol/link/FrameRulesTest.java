package eu.vigil.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.wire.DirectoryState;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules by hand are those of the {@code .proto} files: both judge every frame in which one field was spoiled. */
class FrameRulesTest {
    private static final int[] SIZES = {
        0, 1, 15, 16, 17, 31, 32, 33, 64, 65, 255, 1024, 1025, 4096, 4097, 196608, 196609
    };
    private static final long[] NUMBERS = {0, 1, 64, 4096, 4097, -1};
    private static final int[] COUNTS = {0, 1, 8, 9, 64, 65, 128, 129};

    private final Validator proto = ValidatorFactory.newBuilder().build();

    private static List<Frame> good() {
        Hello full = Samples.hello(Samples.BE).toBuilder()
                .setDirectory(DirectoryState.newBuilder().setDigest(ByteString.copyFrom(new byte[32])))
                .addCredits(Samples.credit(5).getCredit())
                .build();
        return List.of(
                Samples.frame(full),
                Samples.welcome(5),
                Samples.frame(Samples.deliver(1)),
                Samples.frame(Samples.receipt(1)),
                Samples.frame(Samples.busy(1)),
                Samples.credit(1),
                Samples.frame(Samples.request(1, 2)),
                Samples.frame(Samples.proof(1, 2)),
                Samples.ping(1));
    }

    @Test
    void handAndProtoAgreeOnEveryFrameWithOneSpoiledField() throws ValidationException {
        int judged = 0;
        for (Frame frame : good()) {
            assertThat(FrameRules.problem(frame)).isEmpty();
            assertThat(proto.validate(frame).isSuccess()).isTrue();
            for (Message spoiled : spoiled(frame)) {
                Frame candidate = (Frame) spoiled;
                if (candidate.getBodyCase() != frame.getBodyCase()) {
                    continue;
                }
                assertThat(FrameRules.problem(candidate).isEmpty())
                        .as("%s", candidate.getSerializedSize() < 1000 ? candidate : candidate.getBodyCase())
                        .isEqualTo(proto.validate(candidate).isSuccess());
                judged++;
            }
        }
        assertThat(judged).isGreaterThan(500);
    }

    @Test
    void whatTheProtoFilesDoNotSayAboutTimeIsCheckedToo() {
        Frame frame = Samples.frame(Samples.hello(Samples.BE));
        Frame.Builder year = frame.toBuilder();
        year.getHelloBuilder().getNowBuilder().setSeconds(Long.MAX_VALUE);
        assertThat(FrameRules.problem(year.build()))
                .hasValueSatisfying(text -> assertThat(text).contains("hello.now"));

        Frame.Builder wait = Samples.frame(Samples.busy(1)).toBuilder();
        wait.getBusyBuilder().getRetryAfterBuilder().setSeconds(-1);
        assertThat(FrameRules.problem(wait.build())).isPresent();
        wait.getBusyBuilder().getRetryAfterBuilder().setSeconds(86_401);
        assertThat(FrameRules.problem(wait.build())).isPresent();
        wait.getBusyBuilder().getRetryAfterBuilder().setSeconds(86_400);
        assertThat(FrameRules.problem(wait.build())).isEmpty();

        Frame.Builder versions = frame.toBuilder();
        versions.getHelloBuilder().setVersionMin(2);
        assertThat(FrameRules.problem(versions.build())).isPresent();
    }

    // Every message that differs from the good one in one field, at any depth.
    private static List<Message> spoiled(Message good) {
        List<Message> all = new ArrayList<>();
        for (FieldDescriptor field : good.getDescriptorForType().getFields()) {
            if (isTime(field)) {
                all.add(good.toBuilder().clearField(field).build());
            } else if (field.isRepeated()) {
                repeated(good, field, all);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (good.hasField(field)) {
                    all.add(good.toBuilder().clearField(field).build());
                    for (Message inner : spoiled((Message) good.getField(field))) {
                        all.add(good.toBuilder().setField(field, inner).build());
                    }
                }
            } else if (!isVersion(field)) {
                for (Object value : values(field)) {
                    all.add(good.toBuilder().setField(field, value).build());
                }
            }
        }
        return all;
    }

    // Checked more strictly by hand: see the test of it.
    private static boolean isTime(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType() == Timestamp.getDescriptor();
    }

    // That the range of versions is one is a rule between two fields, which the .proto file does not state.
    private static boolean isVersion(FieldDescriptor field) {
        return field.getName().startsWith("version_m");
    }

    private static void repeated(Message good, FieldDescriptor field, List<Message> all) {
        for (int count : COUNTS) {
            Message.Builder builder = good.toBuilder().clearField(field);
            for (int index = 0; index < count; index++) {
                builder.addRepeatedField(
                        field,
                        field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                                ? Samples.credit(1).getCredit()
                                : ByteString.copyFrom(new byte[32]));
            }
            all.add(builder.build());
        }
        if (good.getRepeatedFieldCount(field) == 0) {
            return;
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            for (Message inner : spoiled((Message) good.getRepeatedField(field, 0))) {
                all.add(good.toBuilder().setRepeatedField(field, 0, inner).build());
            }
        } else {
            for (Object value : values(field)) {
                all.add(good.toBuilder().setRepeatedField(field, 0, value).build());
            }
        }
    }

    private static List<Object> values(FieldDescriptor field) {
        List<Object> values = new ArrayList<>();
        switch (field.getJavaType()) {
            case INT -> {
                for (long number : NUMBERS) {
                    values.add((int) number);
                }
            }
            case LONG -> {
                for (long number : NUMBERS) {
                    values.add(number);
                }
            }
            case STRING -> {
                for (int size : SIZES) {
                    values.add("X".repeat(size));
                    values.add("\uD83D\uDE91".repeat(size));
                }
            }
            case BYTE_STRING -> {
                for (int size : SIZES) {
                    values.add(ByteString.copyFrom(new byte[size]));
                }
            }
            case ENUM -> {
                for (EnumValueDescriptor value : field.getEnumType().getValues()) {
                    values.add(value);
                }
                values.add(field.getEnumType().findValueByNumberCreatingIfUnknown(99));
            }
            case FLOAT, DOUBLE, BOOLEAN, MESSAGE -> throw new AssertionError(field);
        }
        return values;
    }
}
