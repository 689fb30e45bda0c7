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

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.parse("2026-11-22T03:10:00Z");
    private final Enrolment keys = Enrolment.create(new ParticipantId("BE"), new NetworkId("EU-ART13"), now, random);
    private final byte[] content = new byte[CONTENT_BYTES];
    private final RecipientKey recipient = keys.keys().decryption().getFirst().recipient();
    private final Sealer sealer = new Sealer(keys.keys().signing(), random);
    private final Opener opener = new Opener(keys.keys().decryption());
    private final SenderCheck anybody = (_, _) -> new SenderCheck.Verdict.Accepted();
    private final byte[] sealed = sealer.seal(sealer.sign(content, now), recipient);

    /** Signs and seals. */
    @Benchmark
    public byte[] seal() {
        return sealer.seal(sealer.sign(content, now), recipient);
    }

    /** Opens and verifies; whose chain it is, is another matter. */
    @Benchmark
    public Opening open() {
        return opener.open(sealed, anybody, now);
    }
}
