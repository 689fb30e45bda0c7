package eu.vigil.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as bars, in plain SVG. */
final class Plot {
    private static final int WIDTH = 680;
    private static final int ROW = 26;
    private static final int LABEL = 250;
    private static final int BAR_MAX = 300;

    private final List<Bar> bars = new ArrayList<>();
    private final String title;
    private final String unit;

    private record Bar(String label, double value) {}

    private Plot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    private Plot bar(String label, double value) {
        bars.add(new Bar(label, value));
        return this;
    }

    /** Requests a second beside the limit, and as the store grows; then the processor time of one. */
    static String of(Figures figures) {
        Plot speed = new Plot("Proved requests of 2 KiB", "a second")
                .bar("limit of the cryptography", figures.primitiveLimitPerSecond());
        figures.growth().forEach(point -> speed.bar("%,d stored".formatted(point.stored()), point.messagesPerSecond()));
        Plot time = new Plot("Processor time of one request", "us")
                .bar("cryptography alone", figures.cpu().primitives())
                .bar("sender", figures.cpu().sender())
                .bar("recipient", figures.cpu().recipient());
        int middle = speed.height();
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                %s%s</svg>
                """.formatted(WIDTH, middle + time.height(), speed.svg(0), time.svg(middle));
    }

    private int height() {
        return ROW * (bars.size() + 2);
    }

    private String svg(int top) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append("<text x=\"8\" y=\"%d\" font-weight=\"bold\">%s</text>%n".formatted(top + ROW, title));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = top + ROW * (i + 1) + ROW / 2;
            double width = bar.value() / most * BAR_MAX;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"8\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"16\" fill=\"#2b6cb0\"/>"
                            + "<text x=\"%.0f\" y=\"%d\">%,.0f %s</text>%n",
                    y + 13, bar.label(), LABEL, y, width, LABEL + width + 6, y + 13, bar.value(), unit));
        }
        return svg.toString();
    }
}
