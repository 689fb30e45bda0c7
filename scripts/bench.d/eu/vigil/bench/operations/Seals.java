package eu.vigil.bench.operations;

import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Opening;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.SenderCheck;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message of 2 KiB in suite 1. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Seals {
    private static final int CONTENT_BYTES = 2048;
    /** More encapsulations than are remembered. */
    private static final int KEYS = 256;

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.parse("2026-11-22T03:10:00Z");
    private final Enrolment keys = Enrolment.create(new ParticipantId("BE"), new NetworkId("EU-ART13"), now, random);
    private final byte[] content = new byte[CONTENT_BYTES];
    private final RecipientKey recipient = keys.keys().decryption().getFirst().recipient();
    private final Sealer sealer = new Sealer(keys.keys().signing(), random);
    private final Opener opener = new Opener(keys.keys().decryption());
    private final SenderCheck anybody = (_, _) -> new SenderCheck.Verdict.Accepted();
    private final List<byte[]> sealed = Stream.generate(() -> sealer.seal(sealer.sign(content, now), recipient))
            .limit(KEYS)
            .toList();
    private final byte[] ofAFlood = sealer.seal(sealer.sign(content, now), recipient, now);
    private int next;

    /** Signs and seals. */
    @Benchmark
    public byte[] seal() {
        return sealer.seal(sealer.sign(content, now), recipient);
    }

    /** The same with the encapsulation of others. */
    @Benchmark
    public byte[] sealInAFlood() {
        return sealer.seal(sealer.sign(content, now), recipient, now);
    }

    /** Opens and verifies; whose chain it is, is another matter. */
    @Benchmark
    public Opening open() {
        next = (next + 1) % KEYS;
        return opener.open(sealed.get(next), anybody, now);
    }

    /** The same with an encapsulation that is known. */
    @Benchmark
    public Opening openInAFlood() {
        return opener.open(ofAFlood, anybody, now);
    }
}
