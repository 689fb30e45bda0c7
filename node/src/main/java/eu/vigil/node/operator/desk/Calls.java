package eu.vigil.node.operator.desk;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.operator.people.Person;

/** Port: what wants a human, by the code that stands in its pages. Nothing of a case is in it. */
public interface Calls {
    /** How an incident stands. */
    Answer<CallView> show(IncidentCode code);

    /** Calls everybody once more who was called before, at once and under new ids; the plan goes on as it was. */
    Answer<CallView> again(IncidentCode code, Person by);

    /** Opens a drill of one's own: real pages over the real ways, until somebody acknowledges, for an hour at most. */
    Answer<CallView> drill(Person by);
}
