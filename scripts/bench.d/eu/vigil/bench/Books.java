package eu.vigil.bench;

import com.google.protobuf.ByteString;
import eu.vigil.demo.LocalNode;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.CaseAlarm;
import eu.vigil.node.casework.CaseLedger;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.casework.Watch;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreLimits;
import eu.vigil.node.store.StoreOpening;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Receipt;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A node's books while it does not run: what a year or an hour would have written is written at once, by the rooms that write it. */
final class Books implements AutoCloseable {
    private static final int BATCH = 2_000;
    private static final int FIRST_YEAR = 2000;
    /** Nobody writes a thousand requests in one instant; and what is written one after the other stands so in the store. */
    private static final Duration APART = Duration.ofNanos(100_000);

    private static final int CASES_A_YEAR = 900_000;
    private static final int PROOF_HASHES = 20;
    private static final int HASH_BYTES = 32;
    private static final int SIGNED_BYTES_MORE = 1_400;
    private static final int SEALED_BYTES_MORE = 1_500;
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final ParticipantId self;
    private final SqliteStore store;
    private final SecureRandom chance = new SecureRandom();
    private final SplittableRandom filling = new SplittableRandom(7);
    private Instant newest;

    private Books(ParticipantId self, SqliteStore store) {
        this.self = self;
        this.store = store;
        this.newest = store.newestInstant();
    }

    /** Opens the books of a node that is not running. */
    static Books open(LocalNode node) {
        Path folder = node.folder();
        if (!(SecretRef.parse("file:keys.secret").resolve(folder) instanceof SecretRef.Resolution.Resolved(var secret))
                || !(NodeKeys.open(folder.resolve("keys.p12"), secret) instanceof NodeKeys.Opening.Opened(var keys))) {
            throw new IllegalStateException("the keys of %s cannot be read".formatted(folder));
        }
        ParticipantId self = new ParticipantId(node.participant());
        StoreKeys storeKeys = new StoreKeys(
                new LogKeeper(self, new HeadSigner(keys.log())),
                new CaseVault(keys.kek(), new SecureRandom()),
                new SearchKey(keys.search()));
        if (!(SqliteStore.open(folder, "store.db", storeKeys, StoreLimits.USUAL)
                instanceof StoreOpening.Opened(var store))) {
            throw new IllegalStateException("the store of %s cannot be opened".formatted(folder));
        }
        return new Books(self, store);
    }

    /** A request that two people have written and approved and that waits to be sent. */
    record Waiting(CaseRef caseRef, MessageId id) {}

    /** Enters {@code count} requests of this text, ready to be sent. */
    List<Waiting> write(Draft draft, int count) {
        List<Waiting> written = new ArrayList<>();
        inBatches(count, (ledger, at) -> {
            MessageId id = MessageId.of(at, chance);
            CaseRef caseRef = newCase(ledger, at);
            ledger.requests()
                    .insert(begun(id, caseRef, draft.message(), at).in(RequestState.APPROVED));
            ledger.drafts()
                    .put(Writing.by(new Writing.Hand("bench-1", "One officer"), id, caseRef, draft)
                            .approvedBy(new Writing.Hand("bench-2", "Another officer")));
            ledger.requests().happened(id, Happening.ofPerson(at, Happening.What.DRAFTED, "One officer", "").of(id));
            ledger.requests().happened(id, Happening.ofPerson(at, Happening.What.APPROVED, "Another officer", ""));
            written.add(new Waiting(caseRef, id));
        });
        return written;
    }

    private CaseRef newCase(CaseLedger ledger, Instant at) {
        int year = at.atZone(ZoneOffset.UTC).getYear();
        return CaseRef.of(self, year, ledger.requests().next("case", year));
    }

    private static RequestRecord begun(MessageId id, CaseRef caseRef, Message message, Instant at) {
        return RequestRecord.begun(
                id,
                caseRef,
                Side.REQUESTING,
                new ParticipantId(message.getHeader().getRecipient()),
                message,
                at);
    }

    /** Enters {@code count} requests that this node sent, had receipted and had answered long ago. */
    void sent(Draft draft, int count) {
        Departures<StoreTransaction> departures = new Departures<>(new Silent());
        int[] number = {0};
        inBatches(count, (ledger, at) -> {
            MessageId id = MessageId.of(at, chance);
            CaseRef caseRef = longAgo(self, number[0]++);
            Message message = completed(draft, self, id, caseRef, at);
            ledger.requests()
                    .insert(begun(id, caseRef, message, at).in(RequestState.APPROVED));
            ByteString signed = bytes(message.getSerializedSize() + SIGNED_BYTES_MORE);
            SealedMessage sealed = new SealedMessage(
                    message,
                    signed,
                    bytes(HASH_BYTES),
                    Envelope.newBuilder()
                            .setSealed(bytes(signed.size() + SEALED_BYTES_MORE))
                            .build());
            OutboxRow row = departures.accept(ledger, sealed, true, at);
            ledger.outbox().end(row.network(), row.id(), at);
            departures.receipted(ledger, row, leaf(message, Leaf.Type.RECEIVED, sealed.digest(), at), receipt(id), at);
            RequestRecord receipted = ledger.requests().find(id).orElseThrow();
            ledger.requests().replace(receipted.in(RequestState.ANSWERED));
        });
    }

    /** Enters {@code count} requests of this text that {@code sender} sent here and that were answered long ago. */
    void received(Draft draft, ParticipantId sender, int count) {
        Arrivals<StoreTransaction> arrivals = new Arrivals<>(self, Policy.builtIn(), new Silent());
        int[] number = {0};
        inBatches(count, (ledger, at) -> {
            MessageId id = MessageId.of(at, chance);
            CaseRef caseRef = longAgo(sender, number[0]++);
            Message message = completed(draft, sender, id, caseRef, at);
            NetworkId network = new NetworkId(message.getHeader().getNetwork());
            arrivals.apply(ledger, message, at);
            ByteString digest = bytes(HASH_BYTES);
            LeafPosition position = ledger.pairLogs()
                    .append(
                            new PairLogId(network, sender),
                            leaf(message, Leaf.Type.RECEIVED, digest, at).toBuilder()
                                    .setPeer(sender.value())
                                    .build());
            ledger.messages()
                    .insert(new StoredMessage(
                            network,
                            sender,
                            self,
                            id,
                            Optional.of(caseRef),
                            Kinds.of(message),
                            at,
                            Decision.ACCEPTED,
                            position,
                            digest,
                            bytes(message.getSerializedSize() + SIGNED_BYTES_MORE)));
            RequestRecord request = ledger.requests().find(id).orElseThrow();
            ledger.requests().replace(request.in(RequestState.ANSWERED));
        });
    }

    private static CaseRef longAgo(ParticipantId owner, int number) {
        return CaseRef.of(owner, FIRST_YEAR + number / CASES_A_YEAR, 1 + number % CASES_A_YEAR);
    }

    private static Message completed(Draft draft, ParticipantId sender, MessageId id, CaseRef caseRef, Instant at) {
        return draft.message().toBuilder()
                .mergeHeader(Header.newBuilder()
                        .setSender(sender.value())
                        .setMessageId(id.bytes())
                        .setCaseRef(caseRef.value())
                        .setCreatedAt(timestamp(at))
                        .setExpiresAt(timestamp(at.plus(LIFETIME)))
                        .build())
                .build();
    }

    private static Leaf leaf(Message message, Leaf.Type type, ByteString digest, Instant at) {
        return Leaf.newBuilder()
                .setType(type)
                .setReceivedAt(timestamp(at))
                .setMessageId(message.getHeader().getMessageId())
                .setPeer(message.getHeader().getRecipient())
                .setDigest(digest)
                .setDecision(Decision.ACCEPTED)
                .setDirectoryVersion(1)
                .build();
    }

    private Receipt receipt(MessageId id) {
        Receipt.Builder receipt = Receipt.newBuilder().setMessageId(id.bytes()).setTreeSize(1);
        for (int i = 0; i < PROOF_HASHES; i++) {
            receipt.addProof(bytes(HASH_BYTES));
        }
        return receipt.build();
    }

    private static com.google.protobuf.Timestamp timestamp(Instant at) {
        return com.google.protobuf.Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        filling.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    @FunctionalInterface
    private interface Entry {
        void write(StoreTransaction ledger, Instant at);
    }

    private void inBatches(int count, Entry entry) {
        for (int done = 0; done < count; done += BATCH) {
            Transactions.Open<StoreTransaction> open = store.begin();
            Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(APART.multipliedBy(BATCH));
            newest = began.isAfter(newest) ? began : newest;
            for (int i = done; i < Math.min(count, done + BATCH); i++) {
                newest = newest.plus(APART);
                entry.write(open.ledger(), newest);
            }
            open.ledger().pairLogs().endBatch(newest);
            if (!(open.commit(newest) instanceof Transactions.Commit.Durable)) {
                throw new IllegalStateException("the books were not written");
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /** Nobody is called about what was over long ago. */
    private static final class Silent implements CaseAlarm<CaseLedger> {
        @Override
        public void requestArrived(CaseLedger ledger, RequestRecord request, Instant at) {}

        @Override
        public void answerArrived(CaseLedger ledger, RequestRecord request, Message answer, Instant at) {}

        @Override
        public void due(CaseLedger ledger, RequestRecord request, Watch watch, Instant at) {}

        @Override
        public void moved(CaseLedger ledger, RequestRecord request, Instant at) {}
    }
}
