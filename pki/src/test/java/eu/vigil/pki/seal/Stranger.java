package eu.vigil.pki.seal;

import eu.vigil.pki.key.SigningIdentity;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Somebody else's implementation of the signature: Bouncy Castle's own generators, which also make what suite 1 forbids. */
final class Stranger {
    static final Provider CASTLE = new BouncyCastleProvider();

    private final SigningIdentity identity;
    private final List<X509Certificate> included;
    private String algorithm = "SHA256withECDSA";
    private int signers = 1;
    private String encoding = ASN1Encoding.DER;
    private byte[] certificateHash;
    private boolean attributes = true;
    private UnaryOperator<AttributeTable> signedAttributes = UnaryOperator.identity();
    private UnaryOperator<AttributeTable> unsignedAttributes = UnaryOperator.identity();

    Stranger(SigningIdentity identity) throws Exception {
        this.identity = identity;
        this.included = new ArrayList<>(identity.chain());
        this.certificateHash = sha256(identity.certificate().getEncoded());
    }

    static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    Stranger algorithm(String name) {
        algorithm = name;
        return this;
    }

    Stranger signers(int count) {
        signers = count;
        return this;
    }

    Stranger ber() {
        encoding = ASN1Encoding.BER;
        return this;
    }

    Stranger include(List<X509Certificate> certificates) {
        included.clear();
        included.addAll(certificates);
        return this;
    }

    Stranger name(X509Certificate certificate) throws Exception {
        certificateHash = sha256(certificate.getEncoded());
        return this;
    }

    Stranger withoutAttributes() {
        attributes = false;
        return this;
    }

    Stranger without(ASN1ObjectIdentifier attribute) {
        return change(table -> table.remove(attribute));
    }

    /** One more attribute, beside one of the same type too. */
    Stranger with(ASN1ObjectIdentifier attribute, ASN1Encodable... values) {
        return change(table -> {
            ASN1EncodableVector all = table.toASN1EncodableVector();
            all.add(new Attribute(attribute, new DERSet(values)));
            return new AttributeTable(all);
        });
    }

    Stranger instead(ASN1ObjectIdentifier attribute, ASN1Encodable... values) {
        return without(attribute).with(attribute, values);
    }

    /** Attributes that the signature does not cover. */
    Stranger unsigned(ASN1ObjectIdentifier attribute, ASN1Encodable value) {
        unsignedAttributes = table -> table.add(attribute, value);
        return this;
    }

    private Stranger change(UnaryOperator<AttributeTable> next) {
        UnaryOperator<AttributeTable> before = signedAttributes;
        signedAttributes = table -> next.apply(before.apply(table));
        return this;
    }

    byte[] sign(byte[] content) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        for (int i = 0; i < signers; i++) {
            JcaSignerInfoGeneratorBuilder builder = new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().setProvider(CASTLE).build());
            builder.setDirectSignature(!attributes);
            builder.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(cades()) {
                @Override
                public AttributeTable getAttributes(@SuppressWarnings("rawtypes") Map parameters) {
                    return signedAttributes.apply(super.getAttributes(parameters));
                }
            });
            builder.setUnsignedAttributeGenerator(_ -> {
                AttributeTable table = unsignedAttributes.apply(new AttributeTable(new ASN1EncodableVector()));
                return table.size() == 0 ? null : table;
            });
            generator.addSignerInfoGenerator(builder.build(
                    new JcaContentSignerBuilder(algorithm).setProvider(CASTLE).build(identity.key()),
                    identity.certificate()));
        }
        if (!included.isEmpty()) {
            generator.addCertificates(new JcaCertStore(included));
        }
        return generator
                .generate(new CMSProcessableByteArray(content), true)
                .toASN1Structure()
                .getEncoded(encoding);
    }

    private AttributeTable cades() {
        return new AttributeTable(new ASN1EncodableVector())
                .add(CMSAttributes.signingTime, new Time(Date.from(Correspondents.NOW)))
                .add(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(new ESSCertIDv2(certificateHash)));
    }
}
