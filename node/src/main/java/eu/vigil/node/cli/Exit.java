package eu.vigil.node.cli;

/** What the shell is told; 64 and 78 are {@code EX_USAGE} and {@code EX_CONFIG} of sysexits.h. */
public final class Exit {
    /** All is well. */
    public static final int OK = 0;

    /** The command did not do what was asked; the reason is on standard error. */
    public static final int FAILED = 1;

    /** A check found something that works but needs attention. */
    public static final int DEGRADED = 2;

    /** The command line or a file handed to it is malformed. */
    public static final int USAGE = 64;

    /** The configuration is missing or wrong. */
    public static final int CONFIGURATION = 78;

    private Exit() {}
}
