package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Message;

/**
 * A message ready to leave.
 *
 * @param message what was signed
 * @param signedData DER SignedData over the serialized message
 * @param digest SHA-256 of {@code signedData}
 * @param envelope the sealed bytes that every attempt sends, as long as its peer has the key for them
 */
public record SealedMessage(Message message, ByteString signedData, ByteString digest, Envelope envelope) {}
