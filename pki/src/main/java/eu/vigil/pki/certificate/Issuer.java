package eu.vigil.pki.certificate;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.KeyMaking;
import eu.vigil.pki.key.SigningIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues one participant's certificates, with no choices but those of {@link Profile}: P-256 and SHA-256 sign everything.
 *
 * <p>Each certificate begins a few minutes early, so that a peer whose clock is behind takes it at once.
 */
public final class Issuer {
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 126;
    private static final int KEY_ID_BYTES = 20;

    private final SigningIdentity authority;
    private final Named named;
    private final SecureRandom random;

    /** Issues for {@code named} under the key of an issuing CA. */
    public Issuer(SigningIdentity issuingCa, Named named, SecureRandom random) {
        this.authority = issuingCa;
        this.named = named;
        this.random = random;
    }

    /** A new State CA: a fresh key and its self-signed certificate, one intermediate allowed below. */
    public static SigningIdentity stateCa(Named named, Instant now, SecureRandom random) {
        KeyPair pair = KeyMaking.p256(random);
        X500Name subject = subject(Profile.STATE_CA, named);
        X509Certificate certificate = issue(
                Profile.STATE_CA, named, pair.getPublic(), subject, pair.getPublic(), pair.getPrivate(), now, random);
        return new SigningIdentity(pair.getPrivate(), List.of(certificate));
    }

    /** A new issuing CA under a State CA: nothing below it but leaves, and only within the participant's name. */
    public static SigningIdentity issuingCa(SigningIdentity stateCa, Named named, Instant now, SecureRandom random) {
        KeyPair pair = KeyMaking.p256(random);
        X509Certificate certificate =
                new Issuer(stateCa, named, random).certificate(Profile.ISSUING_CA, pair.getPublic(), now);
        return new SigningIdentity(pair.getPrivate(), List.of(certificate));
    }

    /** A new key that signs messages. */
    public SigningIdentity signing(Instant now) {
        return leaf(Profile.SIGNING, now);
    }

    /** A new key for links. */
    public SigningIdentity tls(Instant now) {
        return leaf(Profile.TLS, now);
    }

    /** A new encryption key, both halves. */
    public DecryptionKey encryption(Instant now) {
        KeyPair p256 = KeyMaking.p256(random);
        KeyPair mlKem = KeyMaking.mlKem768(random);
        return new DecryptionKey(
                p256.getPrivate(),
                certificate(Profile.ENCRYPTION_P256, p256.getPublic(), now),
                mlKem.getPrivate(),
                certificate(Profile.ENCRYPTION_ML_KEM_768, mlKem.getPublic(), now));
    }

    private SigningIdentity leaf(Profile profile, Instant now) {
        KeyPair pair = KeyMaking.p256(random);
        return new SigningIdentity(
                pair.getPrivate(), List.of(certificate(profile, pair.getPublic(), now), authority.certificate()));
    }

    /** Certifies a public key that was made elsewhere. */
    public X509Certificate certificate(Profile profile, PublicKey key, Instant now) {
        X500Name issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        return issue(profile, named, key, issuer, authority.certificate().getPublicKey(), authority.key(), now, random);
    }

    private static X509Certificate issue(
            Profile profile,
            Named named,
            PublicKey key,
            X500Name issuer,
            PublicKey issuerPublic,
            PrivateKey issuerPrivate,
            Instant now,
            SecureRandom random) {
        Instant begin = now.minus(EARLY).truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(begin),
                Date.from(profile.endOfLife(begin)),
                subject(profile, named),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            extend(builder, profile, named, key, issuerPublic);
            JcaContentSignerBuilder signer = new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(issuerPrivate)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be built", e);
        }
    }

    private static void extend(
            X509v3CertificateBuilder builder, Profile profile, Named named, PublicKey key, PublicKey issuerPublic)
            throws IOException, GeneralSecurityException {
        builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId(key)));
        builder.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId(issuerPublic)));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(profile.usageBits()));
        switch (profile) {
            case STATE_CA -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            case ISSUING_CA -> {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.nameConstraints, true, only(named.dnsName()));
            }
            case SIGNING, ENCRYPTION_P256, ENCRYPTION_ML_KEM_768 -> {}
            case TLS ->
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
        }
        if (!profile.isAuthority()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, named.dnsName())));
        }
    }

    private static NameConstraints only(String dnsName) {
        return new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, dnsName))}, null);
    }

    private static X500Name subject(Profile profile, Named named) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, named.dnsName())
                .addRDN(BCStyle.CN, "%s %s".formatted(named.participant(), profile.title()))
                .build();
    }

    /** RFC 7093 section 2, method 1: the first 160 bits of the SHA-256 of the key. */
    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getBytes();
        return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bits), KEY_ID_BYTES);
    }
}
