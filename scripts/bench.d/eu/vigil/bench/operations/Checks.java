package eu.vigil.bench.operations;

import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.form.Violation;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Message;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A preservation request of 2 KiB that keeps all rules. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Checks {
    private static final int CONTENT_BYTES = 2048;

    private final Rules rules = new Rules();
    private final Message message = padded(complete());
    private final byte[] content = message.toByteArray();

    /** The rules of the contract, as the sender asks for them. */
    @Benchmark
    public List<Violation> check() {
        return rules.check(message);
    }

    /** Parses it and asks for them, as the recipient does. */
    @Benchmark
    public ReceivedMessage.Reading read() {
        return ReceivedMessage.read(content, ReceivedMessage.SCHEMA_MAX, rules);
    }

    private Message complete() {
        Instant now = Instant.parse("2026-11-22T03:10:00Z");
        NodeFacts facts = new NodeFacts(
                new ParticipantId("BE"),
                MessageId.of(now, new SecureRandom()),
                Optional.of(new CaseRef("BE-2026-000123")),
                Optional.empty(),
                now,
                NodeFacts.LIFETIME,
                "be-officer-3",
                Optional.of("be-officer-4"),
                Optional.empty(),
                7,
                1);
        Form form = new Form(rules);
        String example = Template.example(MessageKind.named("PreservationRequest").orElseThrow())
                .replace("2026-03-30T06:00:00Z", "2026-11-23T06:00:00Z");
        if (form.read(example) instanceof Form.Drafted(Draft draft)
                && form.complete(draft, facts) instanceof Form.Complete(Message complete, var _)) {
            return complete;
        }
        throw new IllegalStateException("the example of the contract breaks its rules");
    }

    private static Message padded(Message message) {
        Message.Builder padded = message.toBuilder();
        padded.getPreservationRequestBuilder()
                .setFacts(message.getPreservationRequest().getFacts()
                        + ".".repeat(Math.max(0, CONTENT_BYTES - message.getSerializedSize())));
        return padded.build();
    }
}
