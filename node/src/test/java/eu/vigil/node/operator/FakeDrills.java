package eu.vigil.node.operator;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.DrillBook;
import eu.vigil.node.drill.DrillReport;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.Drills;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** France answers at once, its node and its people; nobody else is there. */
record FakeDrills(Instant now) implements Drills {
    private static final PeerId FRANCE = new PeerId(new NetworkId("EU-ART13"), new ParticipantId("FR"));
    private static final ByteString NONCE = ByteString.fromHex("00112233445566778899aabbccddeeff");

    @Override
    public Answer<Trial> run(ParticipantId peer, Optional<NetworkId> network, Level level, Person by) {
        return peer.equals(FRANCE.participant())
                ? new Answer.Done<>(trial(level, by.name(), Optional.empty()))
                : new Answer.NotFound<>("%s is no peer in any directory of this node".formatted(peer));
    }

    @Override
    public Answer<Trial> show(String name) {
        Trial trial = trial(
                Level.HUMAN, "Sara", Optional.of(new Trial.Ending.Answered(now.plusSeconds(95), "Claire Moreau")));
        return name.equals(trial.name())
                ? new Answer.Done<>(trial)
                : new Answer.NotFound<>("no drill is called " + name);
    }

    @Override
    public Answer<DrillReport> report(List<Integer> days) {
        return new Answer.Done<>(new DrillReport(
                now,
                days,
                days.stream()
                        .map(period -> DrillReport.line(
                                FRANCE,
                                period,
                                Optional.of(new DrillBook.Tests(FRANCE, 2_880, 2_871)),
                                List.of(trial(
                                        Level.HUMAN,
                                        "node",
                                        Optional.of(new Trial.Ending.Answered(now.plusSeconds(95), "Claire"))))))
                        .toList()));
    }

    private Trial trial(Level level, String by, Optional<Trial.Ending> ending) {
        return new Trial(NONCE, FRANCE, level, by, now, now.plus(Duration.ofHours(4)), ending);
    }
}
