package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.PeerDrill;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.IncidentOpening;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CallView;
import eu.vigil.node.operator.desk.Calls;
import eu.vigil.node.operator.people.Person;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Incidents for people who look after the pager.
 *
 * @param <T> the ledger
 */
final class Calling<T extends DeskLedger> implements Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calling.class);
    private static final Duration OWN_DRILL_MOST = Duration.ofHours(1);
    private static final int NONCE_BYTES = 16;

    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Escalation escalation;
    private final Supplier<Collection<DirectoryView>> directories;
    private final InstantSource clock;
    private final RandomGenerator random;

    Calling(
            ParticipantId self,
            Ledgers<T> ledgers,
            Escalation escalation,
            Supplier<Collection<DirectoryView>> directories,
            InstantSource clock,
            RandomGenerator random) {
        this.self = self;
        this.ledgers = ledgers;
        this.escalation = escalation;
        this.directories = directories;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Answer<CallView> show(IncidentCode code) {
        return available(() -> ledgers.read(ledger -> view(ledger, code)));
    }

    @Override
    public Answer<CallView> again(IncidentCode code, Person by) {
        return available(() -> {
            Answer<CallView> answer = ledgers.write((ledger, at) -> again(ledger, code, at), Priority.PEOPLE);
            if (answer instanceof Answer.Done<CallView>) {
                LOG.atInfo()
                        .addKeyValue("incident", code)
                        .addKeyValue("by", by.id())
                        .log("everybody who was called is called once more");
            }
            return answer;
        });
    }

    private Answer<CallView> again(T ledger, IncidentCode code, Instant at) {
        Optional<Incident> incident = ledger.incidents().find(code);
        if (incident.isEmpty()) {
            return unknown(code);
        }
        if (!incident.get().isOpen()) {
            return Answer.Invalid.of(
                    "incident",
                    "%s is %s: nobody is called about it any more"
                            .formatted(code, incident.get().state().name().toLowerCase(Locale.ROOT)));
        }
        escalation.again(ledger, incident.get(), at);
        return view(ledger, code);
    }

    @Override
    public Answer<CallView> drill(Person by) {
        MessageId id = MessageId.of(clock.instant(), random);
        Optional<NetworkId> network =
                directories.get().stream().map(DirectoryView::network).findFirst();
        if (network.isEmpty()) {
            return new Answer.Unavailable<>("the node takes part in no network yet");
        }
        return available(() -> {
            IncidentCode code = ledgers.write(
                    (ledger, at) -> {
                        ledger.drills()
                                .put(new PeerDrill(
                                        id,
                                        new PeerId(network.get(), self),
                                        ByteString.copyFrom(new byte[NONCE_BYTES]),
                                        at,
                                        at.plus(OWN_DRILL_MOST),
                                        Optional.empty(),
                                        PeerDrill.State.PAGING));
                        return escalation
                                .open(
                                        ledger,
                                        new IncidentOpening(
                                                IncidentKind.DRILL,
                                                id.toString(),
                                                Urgency.URGENT,
                                                Optional.of(self),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                true),
                                        at)
                                .code();
                    },
                    Priority.PEOPLE);
            LOG.atInfo()
                    .addKeyValue("incident", code)
                    .addKeyValue("by", by.id())
                    .log("a drill of our own");
            return show(code);
        });
    }

    private static Answer<CallView> view(DeskLedger ledger, IncidentCode code) {
        return ledger.incidents()
                .find(code)
                .<Answer<CallView>>map(incident -> new Answer.Done<>(new CallView(
                        code.value(),
                        incident.about().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        incident.state().name(),
                        incident.openedAt(),
                        incident.acknowledgedBy(),
                        incident.endedAt(),
                        ledger.pages().of(code).stream()
                                .map(page -> new CallView.Page(
                                        page.person(),
                                        page.key().channel(),
                                        page.state().name(),
                                        page.attempts(),
                                        page.lastResult().orElse("")))
                                .toList())))
                .orElseGet(() -> unknown(code));
    }

    private static Answer<CallView> unknown(IncidentCode code) {
        return new Answer.NotFound<>("no incident is called %s".formatted(code));
    }

    private static Answer<CallView> available(Supplier<Answer<CallView>> deed) {
        try {
            return deed.get();
        } catch (Ledgers.Unavailable e) {
            return new Answer.Unavailable<>(e.getMessage());
        }
    }
}
