package eu.vigil.node.escalation;

/** Port: the acknowledgements that came from channels, each once. Writes happen in the caller's transaction. */
public interface HookEvents {
    /** Keeps one; false, and nothing changes, if this channel has sent one of that id before. */
    boolean insert(HookEvent event);
}
