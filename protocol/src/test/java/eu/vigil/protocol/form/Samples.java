package eu.vigil.protocol.form;

import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The hospital's request, as its officer wrote it and as its node completed it. */
final class Samples {
    static final Rules RULES = new Rules();
    static final Form FORM = new Form(RULES);
    static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");

    private Samples() {}

    static String caseA() {
        try (InputStream text = Samples.class.getResourceAsStream("/case-a/preservation-request.json")) {
            if (text == null) {
                throw new AssertionError("scripts/demo.d/case-a is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NodeFacts facts() {
        return new NodeFacts(
                new ParticipantId("BE"),
                MessageId.of(NIGHT, new SplittableRandom(1)),
                Optional.of(new CaseRef("BE-2026-000123")),
                Optional.empty(),
                NIGHT,
                NodeFacts.LIFETIME,
                "be-officer-3",
                Optional.of("be-officer-3"),
                Optional.of("alone on duty"),
                7,
                1);
    }

    static Draft draft() {
        return read(caseA());
    }

    static Draft read(String text) {
        return switch (FORM.read(text)) {
            case Form.Drafted(Draft draft) -> draft;
            case Form.Wrong(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }

    static List<String> violations(String text) {
        return switch (FORM.read(text)) {
            case Form.Drafted _ -> List.of();
            case Form.Wrong(List<Violation> violations) ->
                violations.stream().map(Violation::toString).toList();
        };
    }

    static Message message() {
        return switch (FORM.complete(draft(), facts())) {
            case Form.Complete(Message message, var _) -> message;
            case Form.Wrong(List<Violation> violations) -> throw new AssertionError(violations);
        };
    }
}
