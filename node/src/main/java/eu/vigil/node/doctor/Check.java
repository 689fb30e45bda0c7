package eu.vigil.node.doctor;

import java.util.List;

/** One part of a node that the doctor looks at. */
public interface Check {
    /** Its name in one word: {@code certificates}. */
    String name();

    /** What is found, at least one thing. */
    List<Finding> look();
}
