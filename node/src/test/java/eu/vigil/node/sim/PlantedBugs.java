package eu.vigil.node.sim;

import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.Messages;
import eu.vigil.node.casework.Requests;
import eu.vigil.node.casework.SearchRows;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.dispatch.Alarms;
import eu.vigil.node.dispatch.Outbox;
import eu.vigil.node.drill.DrillBook;
import eu.vigil.node.escalation.AllClears;
import eu.vigil.node.escalation.HookEvents;
import eu.vigil.node.escalation.Incidents;
import eu.vigil.node.escalation.Outcome;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.escalation.PageTokens;
import eu.vigil.node.escalation.Pages;
import eu.vigil.node.escalation.PinnedPolicies;
import eu.vigil.node.journal.PairLogs;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.link.DialledLink;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.link.LaneCredits;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Faults of the kinds that the simulator is there to find, between the product and its ports. */
final class PlantedBugs {
    private PlantedBugs() {}

    /** Says that a batch is durable, and makes it so when the next begins: receipts leave first. */
    static Plant receiptBeforeCommit() {
        return new Plant() {
            private final Map<Transactions<?>, LateCommits<?>> late = new HashMap<>();

            @Override
            public Transactions<? extends DeskLedger> store(Transactions<? extends DeskLedger> sound, Life life) {
                Optional.ofNullable(late.remove(sound)).ifPresent(LateCommits::lose);
                LateCommits<? extends DeskLedger> wrapped = new LateCommits<>(sound);
                late.put(sound, wrapped);
                return wrapped;
            }
        };
    }

    private static final class LateCommits<T> implements Transactions<T> {
        private final Transactions<T> store;
        private @Nullable Open<T> said;
        private Instant saidAt = Instant.EPOCH;

        LateCommits(Transactions<T> store) {
            this.store = store;
        }

        /** The process has ended: what was said to be durable is not. */
        void lose() {
            if (said != null) {
                said.rollback();
                said = null;
            }
        }

        @Override
        public Instant newestInstant() {
            return store.newestInstant();
        }

        @Override
        public boolean isStorageFault(Throwable thrown) {
            return store.isStorageFault(thrown);
        }

        @Override
        public Open<T> begin() {
            if (said != null) {
                var _ = said.commit(saidAt);
                said = null;
            }
            Open<T> open = store.begin();
            return new Open<>() {
                @Override
                public T ledger() {
                    return open.ledger();
                }

                @Override
                public Commit commit(Instant at) {
                    said = open;
                    saidAt = at;
                    return new Commit.Durable();
                }

                @Override
                public void rollback() {
                    open.rollback();
                }
            };
        }
    }

    /** Does not recognise what it has received before. */
    static Plant noDeduplication() {
        return new Plant() {
            @Override
            public DeskLedger ledger(DeskLedger sound) {
                return new ForgetfulLedger(sound);
            }
        };
    }

    private record ForgetfulLedger(DeskLedger sound) implements DeskLedger {
        @Override
        public Messages messages() {
            return new ForgetfulMessages(sound.messages());
        }

        @Override
        public PairLogs pairLogs() {
            return sound.pairLogs();
        }

        @Override
        public Requests requests() {
            return sound.requests();
        }

        @Override
        public Drafts drafts() {
            return sound.drafts();
        }

        @Override
        public SearchRows searchRows() {
            return sound.searchRows();
        }

        @Override
        public Outbox outbox() {
            return sound.outbox();
        }

        @Override
        public Incidents incidents() {
            return sound.incidents();
        }

        @Override
        public Pages pages() {
            return sound.pages();
        }

        @Override
        public AllClears allClears() {
            return sound.allClears();
        }

        @Override
        public HookEvents hookEvents() {
            return sound.hookEvents();
        }

        @Override
        public PageTokens pageTokens() {
            return sound.pageTokens();
        }

        @Override
        public PinnedPolicies pinnedPolicies() {
            return sound.pinnedPolicies();
        }

        @Override
        public DrillBook drills() {
            return sound.drills();
        }
    }

    private record ForgetfulMessages(Messages sound) implements Messages {
        @Override
        public void insert(StoredMessage message) {
            if (sound.claim(message.network(), message.sender(), message.id()).isEmpty()) {
                sound.insert(message);
            }
        }

        @Override
        public Optional<Claim> claim(NetworkId network, ParticipantId sender, MessageId id) {
            return Optional.empty();
        }

        @Override
        public Optional<String> kind(NetworkId network, MessageId id) {
            return sound.kind(network, id);
        }

        @Override
        public Optional<StoredMessage> find(NetworkId network, ParticipantId sender, MessageId id) {
            return sound.find(network, sender, id);
        }

        @Override
        public List<StoredMessage> ofCase(NetworkId network, CaseRef caseRef) {
            return sound.ofCase(network, caseRef);
        }

        @Override
        public void receipted(NetworkId network, MessageId id, Receipt receipt) {
            sound.receipted(network, id, receipt);
        }

        @Override
        public Optional<Receipt> receipt(NetworkId network, MessageId id) {
            return sound.receipt(network, id);
        }
    }

    /** Every third alarm of the dispatcher never rings. */
    static Plant lostTimer() {
        return new Plant() {
            private int asked;

            @Override
            public Alarms alarms(Alarms sound) {
                return (delay, task) -> {
                    if (++asked % 3 != 0) {
                        sound.after(delay, task);
                    }
                };
            }
        };
    }

    /** The second step of a policy calls nobody, and says that it did. */
    static Plant skippedStep() {
        return new Plant() {
            @Override
            public PageSender sender(PageSender sound) {
                return (channel, id, notice) -> notice.internal().orElseThrow().step() == 1
                        ? CompletableFuture.completedStage(new Outcome.Delivered(204))
                        : sound.send(channel, id, notice);
            }
        };
    }

    /** Every other grant of credit is not told to the dispatcher. */
    static Plant creditLeak() {
        return new Plant() {
            private int granted;

            @Override
            public DialledLinkEvents events(DialledLinkEvents sound) {
                return new DialledLinkEvents() {
                    @Override
                    public void opened(DialledLink link, Hello welcome, LaneCredits credit) {
                        sound.opened(link, welcome, credit);
                    }

                    @Override
                    public void creditGranted(Lane lane, int more) {
                        if (++granted % 2 == 0) {
                            sound.creditGranted(lane, more);
                        }
                    }

                    @Override
                    public void receipted(Receipt receipt) {
                        sound.receipted(receipt);
                    }

                    @Override
                    public void busy(Busy busy) {
                        sound.busy(busy);
                    }

                    @Override
                    public void consistencyProved(ConsistencyProof proof) {
                        sound.consistencyProved(proof);
                    }

                    @Override
                    public void closed(LinkClosed why) {
                        sound.closed(why);
                    }
                };
            }
        };
    }
}
