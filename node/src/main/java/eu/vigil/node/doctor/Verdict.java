package eu.vigil.node.doctor;

/** How bad something is, the worst last. */
public enum Verdict {
    /** Nothing to do. */
    OK,
    /** It works tonight; somebody must see to it. */
    WARNING,
    /** A request may stay unanswered, or the promise may not hold. */
    FAILED;

    /** The worse of the two. */
    public Verdict or(Verdict other) {
        return compareTo(other) < 0 ? other : this;
    }
}
