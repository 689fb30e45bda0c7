package eu.vigil.pki.certificate;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The kinds of certificates, with what each key may do and how long. */
public enum Profile {
    /** The State's own authority, kept off-line; one intermediate may follow. */
    STATE_CA("State CA", Period.ofYears(10), KeyUsage.keyCertSign | KeyUsage.cRLSign),
    /** Certifies the node's keys and nothing outside the State's name. */
    ISSUING_CA("issuing CA", Period.ofYears(1), KeyUsage.keyCertSign | KeyUsage.cRLSign),
    /** Signs messages. */
    SIGNING("signing", Period.ofDays(90), KeyUsage.nonRepudiation),
    /** Key agreement for the inner layer of a sealed message. */
    ENCRYPTION_P256("encryption P-256", Period.ofDays(90), KeyUsage.keyAgreement),
    /** Encapsulation for the outer layer; RFC 9935 section 5 allows keyEncipherment alone. */
    ENCRYPTION_ML_KEM_768("encryption ML-KEM-768", Period.ofDays(90), KeyUsage.keyEncipherment),
    /** Either end of a link. */
    TLS("link", Period.ofDays(30), KeyUsage.digitalSignature);

    private final String title;
    private final Period life;
    private final int usageBits;

    Profile(String title, Period life, int usageBits) {
        this.title = title;
        this.life = life;
        this.usageBits = usageBits;
    }

    String title() {
        return title;
    }

    int usageBits() {
        return usageBits;
    }

    /** The end of the life of a certificate that begins at this instant. */
    Instant endOfLife(Instant begin) {
        return begin.atOffset(ZoneOffset.UTC).plus(life).toInstant();
    }

    /** True if the key certifies others. */
    boolean isAuthority() {
        return switch (this) {
            case STATE_CA, ISSUING_CA -> true;
            case SIGNING, ENCRYPTION_P256, ENCRYPTION_ML_KEM_768, TLS -> false;
        };
    }
}
