package eu.vigil.protocol.form;

/**
 * One thing that is wrong with a message.
 *
 * @param path which field, as its reader writes it: {@code preservation_request.data_sought[0].to}; empty for the whole
 * @param rule what is wrong with it, to be read after the path
 * @param right what would be right; empty if the rule says it all
 */
public record Violation(String path, String rule, String right) {
    /** In one line: {@code urgency: is mandatory; right: one of EMERGENCY, URGENT, ROUTINE}. */
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + rule + (right.isEmpty() ? "" : "; right: " + right);
    }
}
