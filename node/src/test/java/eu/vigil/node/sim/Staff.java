package eu.vigil.node.sim;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The people of all contact points: they ask, see, answer, refuse, take back, flood and ping, in order and out of it. */
final class Staff {
    static final Person ANNA = person("anna", Role.DUTY_OFFICER);
    static final Person BEN = person("ben", Role.DUTY_OFFICER, Role.APPROVER);
    static final Person CARL = person("carl", Role.APPROVER);

    /** So many deeds may wait for something at once: each waits on top of those before. */
    private static final int WAITING_MAX = 5;

    private static final int FLOOD = 14;

    private final World world;
    private final Chance chance;
    private final Duration pause;
    private boolean atWork = true;
    private int deeds;

    Staff(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.pause = Duration.ofMillis(chance.of(List.of(500, 1000, 3000)));
    }

    private static Person person(String id, Role first, Role... others) {
        return new Person(id, Character.toUpperCase(id.charAt(0)) + id.substring(1), EnumSet.of(first, others));
    }

    void begin() {
        world.machines().forEach(this::next);
    }

    /** From now on nobody begins anything. */
    void goHome() {
        atWork = false;
    }

    int deeds() {
        return deeds;
    }

    private void next(Machine machine) {
        world.turns().in(chance.upTo(pause.multipliedBy(2)), Life.OF_THE_WORLD, () -> {
            if (atWork) {
                later(machine, Duration.ZERO, this::something);
                next(machine);
            }
        });
    }

    /** Somebody does this in a while, if the node is up then. */
    private void later(Machine machine, Duration wait, Function<Machine, Runnable> deed) {
        world.turns().in(wait, Life.OF_THE_WORLD, () -> {
            if (machine.isUp() && world.turns().depth() < WAITING_MAX) {
                deeds++;
                deed.apply(machine).run();
            }
        });
    }

    private Runnable something(Machine machine) {
        if (chance.in(0.004)) {
            return () -> flood(machine);
        }
        if (chance.in(0.03)) {
            return () -> ping(machine);
        }
        List<RequestRecord> requests =
                List.copyOf(world.chronicle().requests(machine).values());
        if (requests.isEmpty() || chance.in(0.3)) {
            return () -> ask(machine, peer(machine));
        }
        RequestRecord request = chance.of(requests);
        return request.side() == Side.REQUESTING ? () -> follow(machine, request) : () -> answer(machine, request);
    }

    private Machine peer(Machine machine) {
        return chance.of(world.machines().stream()
                .filter(other -> !other.equals(machine))
                .toList());
    }

    private void flood(Machine machine) {
        Machine peer = peer(machine);
        world.note("%s floods %s".formatted(machine, peer));
        for (int i = 0; i < FLOOD; i++) {
            later(machine, Duration.ofMillis(50L * i), _ -> () -> ask(machine, peer));
        }
    }

    private void ping(Machine machine) {
        note(machine, "pings", machine.desk().ping(peer(machine).id(), Optional.of(Continent.NETWORK), ANNA));
    }

    private void ask(Machine machine, Machine peer) {
        String text = chance.in(0.2)
                ? chance.in(0.3) ? Texts.warning(peer.id()) : Texts.information(peer.id())
                : Texts.preservation(peer.id(), chance.of(List.of("EMERGENCY", "URGENT", "URGENT", "ROUTINE")));
        Answer<CaseDetail> drafted = machine.desk().draft(text, ANNA);
        note(machine, "drafts", drafted);
        if (drafted instanceof Answer.Done<CaseDetail>(CaseDetail detail)) {
            CaseRef caseRef = detail.summary().caseRef();
            later(machine, chance.upTo(Duration.ofSeconds(3)), _ -> () -> release(machine, caseRef));
        } else if (drafted instanceof Answer.Invalid<CaseDetail> invalid) {
            world.violated(Invariant.NO_DEFECT, "the staff cannot write: " + invalid);
        }
    }

    private void release(Machine machine, CaseRef caseRef) {
        Answer<CaseDetail> shown = machine.desk().show(caseRef, BEN);
        if (shown instanceof Answer.Done<CaseDetail>(CaseDetail detail)
                && detail.draft().isPresent()) {
            if (chance.in(0.7)) {
                ByteString content = detail.draft().get().content();
                note(machine, "approves", machine.desk().approve(caseRef, content, CARL));
            }
            Answer<CaseDetail> sent = machine.desk().send(caseRef, "alone on duty", ANNA);
            note(machine, "sends", sent);
            accepted(machine, sent);
        }
    }

    /** Who was told that it is accepted may rely on it. */
    private void accepted(Machine machine, Answer<CaseDetail> sent) {
        if (sent instanceof Answer.Done<CaseDetail>(CaseDetail detail)) {
            boolean durable = world.chronicle().requests(machine).values().stream()
                    .filter(request -> request.caseRef().equals(detail.summary().caseRef()))
                    .anyMatch(request ->
                            request.state() != RequestState.DRAFT && request.state() != RequestState.APPROVED);
            if (!durable) {
                world.violated(
                        Invariant.NOTHING_ACCEPTED_IS_LOST,
                        "%s says that %s is accepted, which is not durable"
                                .formatted(machine, detail.summary().caseRef()));
            }
        }
    }

    private void follow(Machine machine, RequestRecord request) {
        CaseRef caseRef = request.caseRef();
        if (chance.in(0.25)) {
            note(machine, "withdraws", machine.desk().withdraw(caseRef, "no longer needed", BEN));
        } else if (request.state() == RequestState.DRAFT || request.state() == RequestState.APPROVED) {
            if (chance.in(0.3)) {
                String text = Texts.preservation(
                                request.peer(), request.urgency().name())
                        .replace("hospital", "clinic");
                note(machine, "edits", machine.desk().edit(caseRef, text, BEN));
            }
            release(machine, caseRef);
        } else if (chance.in(0.15)) {
            say(machine, caseRef, "replies", Texts.REPLY);
        } else if (chance.in(0.1)) {
            say(machine, caseRef, "asks for longer", Texts.LONGER);
        } else {
            note(machine, "looks", machine.desk().show(caseRef, CARL));
        }
    }

    private void answer(Machine machine, RequestRecord request) {
        CaseRef caseRef = request.caseRef();
        if (chance.in(0.12)) {
            sayMore(machine, caseRef);
            return;
        }
        int dice = chance.below(100);
        if (request.state() == RequestState.RECEIVED && dice < 80) {
            note(machine, "acknowledges", machine.desk().acknowledge(caseRef, Optional.of("REF-" + dice), BEN));
        } else if (request.state() == RequestState.ACKNOWLEDGED && dice < 80) {
            say(machine, caseRef, "indicates", Texts.INDICATION);
        } else if (dice < 30) {
            say(machine, caseRef, "preserves", Texts.confirmation(6 + chance.below(6)));
        } else if (dice < 40) {
            say(machine, caseRef, "refuses", Texts.refusal(request.kind()));
            later(machine, chance.upTo(Duration.ofSeconds(10)), _ -> () -> release(machine, caseRef));
        } else if (dice < 50) {
            say(machine, caseRef, "answers in part", Texts.PART_OF_AN_ANSWER);
        } else if (dice < 60) {
            say(machine, caseRef, "indicates", Texts.INDICATION);
        } else {
            say(machine, caseRef, "answers", Texts.ANSWER);
        }
    }

    /** What does not end a request, or ends it in another way. */
    private void sayMore(Machine machine, CaseRef caseRef) {
        int dice = chance.below(10);
        if (dice < 4) {
            say(machine, caseRef, "asks back", Texts.QUESTION);
        } else if (dice < 7) {
            say(machine, caseRef, "postpones", Texts.POSTPONEMENT);
        } else if (dice < 9) {
            say(machine, caseRef, "tells of proceedings", Texts.PROSECUTION);
        } else {
            say(machine, caseRef, "sends elsewhere", Texts.MISROUTED);
        }
    }

    private void say(Machine machine, CaseRef caseRef, String what, String text) {
        note(machine, what, machine.desk().answer(caseRef, text, BEN));
    }

    private void note(Machine machine, String what, Answer<?> answer) {
        String outcome = switch (answer) {
            case Answer.Done<?>(var result) ->
                "done"
                        + (result instanceof CaseDetail detail
                                ? " " + detail.summary().caseRef()
                                : "");
            case Answer.NotFound<?>(var why) -> why;
            case Answer.Conflict<?>(var _, var why) -> why;
            case Answer.Invalid<?> invalid -> "invalid " + invalid.violations().getFirst();
            case Answer.Forbidden<?>(var why) -> why;
            case Answer.Unavailable<?>(var why) -> why;
        };
        world.note("%s: somebody %s: %s".formatted(machine, what, outcome));
    }
}
