package eu.vigil.node.operator.desk;

import eu.vigil.node.drill.DrillReport;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.Optional;

/** Port: trying whether peers are there. */
public interface Drills {
    /**
     * Sends a test or a drill now; it is durable and on its way when this answers.
     *
     * @param network where the peer is in more than one
     */
    Answer<Trial> run(ParticipantId peer, Optional<NetworkId> network, Level level, Person by);

    /** How a trial stands; those of nodes are forgotten after two days. */
    Answer<Trial> show(String name);

    /** How far each peer could be relied on over so many days, for each of the periods. */
    Answer<DrillReport> report(List<Integer> days);
}
