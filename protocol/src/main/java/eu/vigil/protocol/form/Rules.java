package eu.vigil.protocol.form;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import eu.vigil.protocol.wire.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that stand in the {@code .proto} files, carried out.
 *
 * <p>Making one costs nothing; the first check takes some hundred milliseconds, later ones some microseconds. A daemon calls
 * {@link #warm} on a thread of its own at start; a command that checks nothing never pays. The first message that breaks a rule waits
 * up to a second for the library that says so, which fills a fifth of a node's memory where nobody breaks any. Safe for many threads.
 */
public final class Rules {
    private @Nullable Validator validator;
    private volatile @Nullable Glance glance;

    /** Rules that are loaded at the first check. */
    public Rules() {}

    /** Makes the cost of the first message that keeps its rules happen now. */
    public void warm() {
        for (MessageKind kind : MessageKind.all()) {
            keeps(Form.standingIn(Template.exampleOf(kind)).toByteArray());
        }
    }

    /**
     * Everything in which {@code message} breaks its rules, one violation a field; none if it keeps them.
     *
     * <p>A message whose rules cannot be carried out counts as breaking them.
     */
    public List<Violation> check(Message message) {
        return check(message, message.toByteArray());
    }

    /** The same, for whoever has the message's {@code content} at hand, its serialized bytes. */
    List<Violation> check(Message message, byte[] content) {
        Map<String, Violation> byField = new LinkedHashMap<>();
        if (!keeps(content)) {
            ask(message).forEach(violation -> byField.putIfAbsent(violation.path(), violation));
        }
        SortRules.check(message).forEach(violation -> byField.putIfAbsent(violation.path(), violation));
        return List.copyOf(byField.values());
    }

    /** True if one look at the bytes of a message shows that it keeps the rules of its fields; no means nothing. */
    boolean keeps(byte[] content) {
        Glance looked = glance;
        if (looked == null) {
            looked = new Glance(Message.getDescriptor());
            glance = looked;
        }
        return looked.keeps(content);
    }

    /** What the library finds: slow, but it says what is wrong. */
    List<Violation> ask(Message message) {
        try {
            return loaded().validate(message).getViolations().stream()
                    .map(raw -> Wording.of(raw.toProto(), message))
                    .toList();
        } catch (ValidationException e) {
            return List.of(new Violation("", "cannot be checked: " + e.getMessage(), ""));
        }
    }

    private synchronized Validator loaded() {
        if (validator == null) {
            // Lengths, patterns and choices need no language: CEL carries out the rules that we wrote in it alone.
            Config config = Config.newBuilder().setEnableNativeRules(true).build();
            validator = ValidatorFactory.newBuilder().withConfig(config).build();
        }
        return validator;
    }
}
