package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.Signed;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Speech;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out to whom a message goes and whether it may, and signs and seals it. */
final class Letters {
    private static final int SUITE = 1;

    private final ParticipantId self;
    private final Sealer sealer;
    private final Policy policy;
    private final Function<NetworkId, Optional<DirectoryView>> directories;

    Letters(
            ParticipantId self,
            Sealer sealer,
            Policy policy,
            Function<NetworkId, Optional<DirectoryView>> directories) {
        this.self = self;
        this.sealer = sealer;
        this.policy = policy;
        this.directories = directories;
    }

    /** The directory's entry of a peer, and the directory it stands in. */
    record Addressee(DirectoryView directory, Entry entry) {}

    Optional<Addressee> find(NetworkId network, ParticipantId peer) {
        return directories
                .apply(network)
                .flatMap(directory -> directory.entry(peer).map(entry -> new Addressee(directory, entry)));
    }

    /** DER of the State CAs to which a participant's signatures chain. */
    List<ByteString> anchors(NetworkId network, ParticipantId participant) {
        return find(network, participant).stream()
                .flatMap(found -> found.entry().anchors().stream())
                .map(Letters::encoded)
                .toList();
    }

    private static ByteString encoded(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** Whether this node may say it now; {@code message} need only have recipient, network, basis and a body. */
    Verdict mayBeSaid(Message message, Addressee to, Instant now) {
        DirectoryView directory = to.directory();
        Message spoken = message.toBuilder()
                .setHeader(message.getHeader().toBuilder().setSender(self.value()))
                .build();
        return policy.check(
                Speech.of(
                        spoken,
                        directory.entry(self).map(Entry::kind).orElseGet(() -> policy.kindOf(self)),
                        to.entry().kind()),
                basis -> directory.inForce(basis, self, to.entry().id(), now));
    }

    /** Signs and seals a complete message. What the sealer gives is ours: it need not be copied. */
    SealedMessage seal(Form.Complete complete, Addressee to, Instant now) {
        Signed signed = sealer.sign(complete.content().toByteArray(), now);
        Header header = complete.message().getHeader();
        Envelope envelope = Envelope.newBuilder()
                .setSuite(SUITE)
                .setNetwork(header.getNetwork())
                .setSender(header.getSender())
                .setRecipient(header.getRecipient())
                .setMessageId(header.getMessageId())
                .setDirectoryVersion(header.getDirectoryVersion())
                .setSealed(UnsafeByteOperations.unsafeWrap(
                        sealer.seal(signed, to.entry().recipient(), now)))
                .build();
        return new SealedMessage(
                complete.message(),
                UnsafeByteOperations.unsafeWrap(signed.signedData()),
                UnsafeByteOperations.unsafeWrap(signed.digest()),
                envelope);
    }
}
