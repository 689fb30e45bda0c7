package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.key.LogKey;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** France's logs for Belgium and for a Belgian bank, with the public test key of RFC 8032 section 7.1. */
final class Logs {
    static final LogKey KEY = key();
    static final LogKeeper FRANCE = new LogKeeper(new ParticipantId("FR"), new HeadSigner(KEY));
    static final StoreKeys KEYS = new StoreKeys(
            FRANCE,
            new CaseVault(new SecretKeySpec(new byte[32], "AES"), new SecureRandom()),
            new SearchKey(new SecretKeySpec(new byte[32], "HmacSHA256")));
    static final PairLogId BELGIUM = new PairLogId(new NetworkId("EU-ART13"), new ParticipantId("BE"));
    static final PairLogId BANK = new PairLogId(new NetworkId("EU-ART13"), new ParticipantId("BE/BANK-1"));
    static final PairLogId BELGIUM_ELSEWHERE = new PairLogId(new NetworkId("G7-24-7"), new ParticipantId("BE"));

    private Logs() {}

    static Leaf leaf(PairLogId log, long number, Instant at) {
        return Leaf.newBuilder()
                .setType(Leaf.Type.RECEIVED)
                .setReceivedAt(
                        Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                .setMessageId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(8, number).array()))
                .setPeer(log.peer().value())
                .setDigest(ByteString.copyFrom(new byte[32]))
                .setDecision(Decision.ACCEPTED)
                .setDirectoryVersion(1)
                .build();
    }

    private static LogKey key() {
        try {
            ByteString seed = ByteString.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
            ByteString info =
                    ByteString.fromHex("302e020100300506032b657004220420").concat(seed);
            return new LogKey(
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(info.toByteArray())),
                    ByteString.fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
