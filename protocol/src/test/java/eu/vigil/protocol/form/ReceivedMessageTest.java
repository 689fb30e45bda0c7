package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import eu.vigil.protocol.form.ReceivedMessage.Read;
import eu.vigil.protocol.form.ReceivedMessage.Unreadable;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedMessageTest {
    @Test
    void whatOneNodeCompletedTheOtherReads() {
        Message message = Samples.message();
        assertThat(ReceivedMessage.read(message.toByteArray(), 1, Samples.RULES))
                .isEqualTo(new Read(message));
    }

    @Test
    void aSchemaAboveWhatWasAnnouncedIsRefused() {
        Message newer = header(header -> header.setSchema(2));
        assertThat(refused(newer.toByteArray()))
                .containsExactly("header.schema: is newer than was announced here; right: at most 1");
        assertThat(refused(header(header -> header.setSchema(-1)).toByteArray()))
                .hasSize(1);
    }

    @Test
    void anUnknownFieldAnywhereIsRefusedWhateverTheSchema() {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        Message deep = Samples.message().toBuilder().setUnknownFields(unknown).build();
        assertThat(refused(deep.toByteArray()))
                .containsExactly("has fields that are not in the schema announced here: numbers [77]");
        Message.Builder builder = Samples.message().toBuilder();
        builder.getPreservationRequestBuilder().getDataSoughtBuilder(1).setUnknownFields(unknown);
        assertThat(refused(builder.build().toByteArray()))
                .containsExactly(
                        "preservation_request.data_sought[1]: has fields that are not in the schema announced here: numbers [77]");
    }

    @Test
    void nestingDeeperThanTwentyIsRefused() {
        ByteString nested = ByteString.EMPTY;
        for (int depth = 0; depth < 25; depth++) {
            // Field 99, a group: a parser that keeps unknown fields must follow it down.
            nested = ByteString.copyFrom(new byte[] {(byte) 0x9B, 0x06})
                    .concat(nested)
                    .concat(ByteString.copyFrom(new byte[] {(byte) 0x9C, 0x06}));
        }
        assertThat(refused(nested.toByteArray())).first().asString().startsWith("is no message:");
    }

    @Test
    void whatIsNoMessageOrTooLargeIsRefused() {
        assertThat(refused(new byte[] {0x0A, 0x7F})).first().asString().startsWith("is no message:");
        assertThat(refused(new byte[0])).isNotEmpty();
        assertThat(refused(new byte[Limits.MESSAGE_BYTES_MAX + 1]))
                .first()
                .asString()
                .startsWith("is too large: 131073 bytes");
    }

    @Test
    void anEncodingThatSaysSomethingTwiceIsRefused() {
        byte[] once = Samples.message().toByteArray();
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        // content_kind = MESSAGE a second time: the last would count, and a careless reader may take the first.
        twice.writeBytes(new byte[] {0x08, 0x01});
        twice.writeBytes(once);
        assertThat(refused(twice.toByteArray()))
                .containsExactly(
                        "is not encoded in the shortest way; right: each field once, and none with its default value");
    }

    @Test
    void everyRuleOfTheContractHoldsForAPeerToo() {
        Message.Builder broken = Samples.message().toBuilder();
        broken.getHeaderBuilder().setRecipient("BE").setOfficer("").setMessageId(ByteString.copyFrom(new byte[16]));
        broken.getHeaderBuilder().setApprover("");
        broken.getPreservationRequestBuilder().setKindValue(9).clearOffence();
        assertThat(refused(broken.build().toByteArray()))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "header.recipient",
                        "header.officer",
                        "header.message_id",
                        "header.approver",
                        "preservation_request.kind",
                        "preservation_request.offence");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800L})
    void anInstantThatDoesNotExistIsRefusedBeforeAnybodyCountsWithIt(long seconds) {
        Message odd =
                header(header -> header.setCreatedAt(Timestamp.newBuilder().setSeconds(seconds)));
        assertThat(refused(odd.toByteArray()))
                .containsExactly("header.created_at: is no instant between the years 1 and 9999");
    }

    @Test
    void noViolationRepeatsWhatAPeerWrote() {
        Message secret = header(header -> header.setSender("SECRET-WORD").setLanguage("SECRET-WORD"));
        assertThat(refused(secret.toByteArray())).hasSize(2).noneMatch(line -> line.contains("SECRET"));
    }

    private static Message header(Consumer<Header.Builder> change) {
        Message.Builder message = Samples.message().toBuilder();
        change.accept(message.getHeaderBuilder());
        return message.build();
    }

    private static List<String> refused(byte[] content) {
        return switch (ReceivedMessage.read(content, 1, Samples.RULES)) {
            case Read readable -> throw new AssertionError(readable);
            case Unreadable(List<Violation> violations) ->
                violations.stream().map(Violation::toString).toList();
        };
    }
}
