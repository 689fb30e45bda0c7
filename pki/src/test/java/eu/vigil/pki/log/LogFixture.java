package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.LogKey;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;

/** A log of France for Belgium and its key. */
final class LogFixture {
    static final LogOrigin ORIGIN =
            new LogOrigin(new Named(new ParticipantId("FR"), new NetworkId("EU-ART13")), new ParticipantId("BE"), 1);

    private LogFixture() {}

    /** RFC 8032 section 7.1, test 1. */
    static LogKey rfc8032Key() {
        try {
            ByteString seed = ByteString.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
            return new LogKey(
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(ByteString.fromHex("302e020100300506032b657004220420")
                                            .concat(seed)
                                            .toByteArray())),
                    ByteString.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static LogKey anotherKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return LogKey.of(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
