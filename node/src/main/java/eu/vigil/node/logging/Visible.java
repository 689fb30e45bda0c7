package eu.vigil.node.logging;

/**
 * Text from elsewhere, made safe for a terminal, a log or a table: what steers instead of shows is written as its code.
 *
 * <p>A control character can forge a line or move the cursor; a bidirectional one (Unicode UAX 9) can show text in another
 * order than it has; an invisible one can hide a difference. Each becomes {@code \}{@code uXXXX}. Nothing else is changed.
 */
public final class Visible {
    private Visible() {}

    /** The same text with every steering character written as its code. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Visible::steers)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(visible, point));
        return visible.toString();
    }

    /** As {@link #of}, but line feeds and tabs stay: for text that has lines and stands where they do no harm. */
    public static String lines(String text) {
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') {
                visible.appendCodePoint(point);
            } else {
                append(visible, point);
            }
        });
        return visible.toString();
    }

    private static void append(StringBuilder visible, int point) {
        if (!steers(point)) {
            visible.appendCodePoint(point);
        } else if (Character.isBmpCodePoint(point)) {
            visible.append("\\u%04x".formatted(point));
        } else {
            visible.append("\\U%08x".formatted(point));
        }
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
