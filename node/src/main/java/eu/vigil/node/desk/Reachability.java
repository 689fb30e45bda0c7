package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityResponse;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a peer whether it is there, over the whole way that a request takes: sealed, journalled, receipted, and answered by the other
 * node. A machine's test answers a machine, at most one in a while from each peer; what was not answered is simply asked again.
 *
 * @param <T> the ledger
 */
final class Reachability<T extends DeskLedger> {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
    private static final Duration WAIT_MAX = Duration.ofSeconds(8);
    /** A test that has not left by then says nothing about now any more. */
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    /** A peer that asks more often is not answered: one answer a message would let it make us write as fast as it likes. */
    private static final Duration ANSWER_EVERY_MIN = Duration.ofSeconds(1);

    private static final int NONCE_BYTES = 16;

    private final Post<T> post;
    private final Supplier<Collection<DirectoryView>> directories;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Patience patience;
    private final Map<ByteString, CompletableFuture<Instant>> waiting = new ConcurrentHashMap<>();
    private final Map<ParticipantId, Instant> answered = new ConcurrentHashMap<>();

    Reachability(
            Post<T> post,
            Supplier<Collection<DirectoryView>> directories,
            InstantSource clock,
            RandomGenerator random,
            Patience patience) {
        this.post = post;
        this.directories = directories;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    /** Sends a test and waits for the response. */
    Answer<Ping> ping(ParticipantId peer, Optional<NetworkId> network, String officer) {
        List<NetworkId> shared = directories.get().stream()
                .filter(directory -> directory.entry(peer).isPresent())
                .map(DirectoryView::network)
                .filter(one -> network.map(one::equals).orElse(true))
                .toList();
        if (shared.isEmpty()) {
            return new Answer.NotFound<>("%s is in no directory of this node".formatted(peer));
        }
        if (shared.size() > 1) {
            return Answer.Invalid.of("network", "%s is a peer in %s; say which".formatted(peer, shared));
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Message test = Message.newBuilder()
                .setReachabilityTest(ReachabilityTest.newBuilder()
                        .setNonce(ByteString.copyFrom(nonce))
                        .setLevel(ReachabilityTest.Level.MACHINE))
                .build();
        Optional<Message> draft = basis(test, shared.getFirst(), peer);
        if (draft.isEmpty()) {
            return Answer.Invalid.of(
                    "peer", "no legal basis lets this node test whether %s can be reached".formatted(peer));
        }
        CompletableFuture<Instant> response = new CompletableFuture<>();
        waiting.put(ByteString.copyFrom(nonce), response);
        try {
            Instant sent = clock.instant();
            return switch (post.send(
                    letter(draft.get(), Optional.empty(), officer), (_, _, _, _) -> Optional.empty())) {
                case Post.Posted.Wrong(var violations) -> Violations.answer(violations);
                case Post.Posted.Late(var why) -> new Answer.Unavailable<>(why);
                case Post.Posted.Accepted _ -> new Answer.Done<>(await(peer, shared.getFirst(), sent, response));
            };
        } finally {
            waiting.remove(ByteString.copyFrom(nonce));
        }
    }

    private Ping await(ParticipantId peer, NetworkId network, Instant sent, CompletableFuture<Instant> response) {
        try {
            Instant at = patience.await(response, WAIT_MAX);
            return new Ping(peer, network, sent, Optional.of(Duration.between(sent, at)));
        } catch (TimeoutException e) {
            return new Ping(peer, network, sent, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ping(peer, network, sent, Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails a response", e);
        }
    }

    /** The message under the first legal basis that serves between the two. */
    private Optional<Message> basis(Message body, NetworkId network, ParticipantId peer) {
        return Stream.of(
                        LegalBasis.ADMINISTRATIVE,
                        LegalBasis.G7_24_7,
                        LegalBasis.BUDAPEST_35,
                        LegalBasis.DIR_2013_40_13,
                        LegalBasis.FD_2001_13)
                .map(basis -> body.toBuilder()
                        .setHeader(Header.newBuilder()
                                .setRecipient(peer.value())
                                .setNetwork(network.value())
                                .setLegalBasis(basis)
                                .setUrgency(Header.Urgency.ROUTINE)
                                .setHandlingCode(Header.HandlingCode.H0)
                                .setTlp(Header.Tlp.CLEAR)
                                .setLanguage("en"))
                        .build())
                .filter(message -> post.refusal(message).isEmpty())
                .findFirst();
    }

    private Post.Letter letter(Message message, Optional<MessageId> inReplyTo, String officer) {
        return new Post.Letter(
                new Draft(message),
                MessageId.of(clock.instant(), random),
                Optional.empty(),
                inReplyTo,
                officer,
                Optional.empty(),
                Optional.empty(),
                LIFETIME);
    }

    /** A message was accepted: a test is answered, a response ends a wait. May wait for the journal. */
    void accepted(Message message) {
        if (message.hasReachabilityResponse()) {
            Optional.ofNullable(waiting.get(message.getReachabilityResponse().getNonce()))
                    .ifPresent(response -> response.complete(clock.instant()));
        } else if (message.hasReachabilityTest()
                && message.getReachabilityTest().getLevel() == ReachabilityTest.Level.MACHINE) {
            answer(message);
        }
    }

    private void answer(Message test) {
        Header header = test.getHeader();
        ParticipantId peer = new ParticipantId(header.getSender());
        Instant now = clock.instant();
        Instant turn = answered.merge(
                peer, now, (before, _) -> Duration.between(before, now).compareTo(ANSWER_EVERY_MIN) < 0 ? before : now);
        if (!turn.equals(now)) {
            LOG.atWarn().addKeyValue("peer", peer).log("a reachability test came too soon after another: not answered");
            return;
        }
        Message response = Message.newBuilder()
                .setReachabilityResponse(ReachabilityResponse.newBuilder()
                        .setNonce(test.getReachabilityTest().getNonce())
                        .setLevel(ReachabilityTest.Level.MACHINE))
                .build();
        Optional<Message> draft = basis(response, new NetworkId(header.getNetwork()), peer);
        if (draft.isEmpty()) {
            LOG.atWarn().addKeyValue("peer", peer).log("no legal basis lets this node answer a reachability test");
            return;
        }
        Post.Letter letter = letter(draft.get(), Optional.of(MessageId.of(header.getMessageId())), "node");
        switch (post.send(letter, (_, _, _, _) -> Optional.empty())) {
            case Post.Posted.Accepted _ -> {}
            case Post.Posted.Wrong(var violations) ->
                LOG.atError().addKeyValue("why", violations).log("a reachability test was not answered");
            case Post.Posted.Late(var why) ->
                LOG.atWarn().addKeyValue("why", why).log("a reachability test was not answered");
        }
    }
}
