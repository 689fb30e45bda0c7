package eu.vigil.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured.
 *
 * @param messagesPerSecond routine requests of 2 KiB released at the desk, durable on both sides and proved
 * @param primitiveLimitPerSecond what the cryptography alone allows on all cores, at its best in the run
 * @param cpu processor time that one message takes
 * @param lone from an officer's release to the proved receipt, nothing else going on, in milliseconds
 * @param urgentUnderBulk the same in a flood of routine requests
 * @param startMillis from the start of the process to ready
 * @param rssMebibytes of an idle node
 */
record Figures(
        double messagesPerSecond,
        double primitiveLimitPerSecond,
        Cpu cpu,
        Spread lone,
        Spread urgentUnderBulk,
        Start startMillis,
        double rssMebibytes,
        double fsyncMicros,
        List<Growth> growth) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Microseconds of processor time for one message; load is what drives the desk, and no part of a node. */
    record Cpu(double sender, double recipient, double load, double primitives) {}

    /** NaN where there is no package with its cache in target/dist. */
    record Start(double classPath, double packaged) {}

    /** A store of so many messages on each side; the first page of the list of requests, 99 of 100, in milliseconds. */
    record Growth(int stored, double messagesPerSecond, double listMillis) {}

    double ratio() {
        return messagesPerSecond / primitiveLimitPerSecond;
    }

    String json() {
        ObjectNode all = JSON.createObjectNode();
        all.putObject("throughput")
                .put("messages_per_s", Math.round(messagesPerSecond))
                .put("primitive_limit_per_s", Math.round(primitiveLimitPerSecond))
                .put("ratio", rounded(ratio(), 1000));
        all.putObject("cpu_us_per_message")
                .put("sender", Math.round(cpu.sender()))
                .put("recipient", Math.round(cpu.recipient()))
                .put("load", Math.round(cpu.load()))
                .put("primitives", Math.round(cpu.primitives()));
        all.putObject("latency_ms")
                .put("lone_p50", rounded(lone.at(50), 100))
                .put("lone_p99", rounded(lone.at(99), 100))
                .put("urgent_under_bulk_p50", rounded(urgentUnderBulk.at(50), 100))
                .put("urgent_under_bulk_p99", rounded(urgentUnderBulk.at(99), 100));
        all.put("start_ready_ms", Math.round(startMillis.classPath()));
        if (!Double.isNaN(startMillis.packaged())) {
            all.put("start_ready_packaged_ms", Math.round(startMillis.packaged()));
        }
        all.put("rss_idle_mib", Math.round(rssMebibytes));
        all.put("fsync_us", Math.round(fsyncMicros));
        var points = all.putArray("growth");
        growth.forEach(point -> points.addObject()
                .put("stored", point.stored())
                .put("messages_per_s", Math.round(point.messagesPerSecond()))
                .put("list_first_page_ms", rounded(point.listMillis(), 100)));
        return all.toString();
    }

    private static double rounded(double value, int parts) {
        return (double) Math.round(value * parts) / parts;
    }

    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("proved requests of 2 KiB a second      %8.0f".formatted(messagesPerSecond));
        lines.add("  limit of the cryptography            %8.0f   ratio %.2f".formatted(primitiveLimitPerSecond, ratio()));
        lines.add("processor time a request, us           %8.0f   sender %.0f, recipient %.0f; cryptography alone %.0f, load %.0f"
                .formatted(cpu.sender() + cpu.recipient(), cpu.sender(), cpu.recipient(), cpu.primitives(), cpu.load()));
        lines.add("lone request to proved receipt, ms     %8.2f   99 %%: %.2f".formatted(lone.at(50), lone.at(99)));
        lines.add("urgent request in a flood, ms          %8.2f   99 %%: %.2f"
                .formatted(urgentUnderBulk.at(50), urgentUnderBulk.at(99)));
        lines.add("start to ready, ms                     %8.0f".formatted(startMillis.classPath())
                + (Double.isNaN(startMillis.packaged()) ? "" : "   packaged, with its cache: %.0f".formatted(startMillis.packaged())));
        lines.add("idle node, MiB                         %8.0f".formatted(rssMebibytes));
        lines.add("fsync of one page, us                  %8.0f".formatted(fsyncMicros));
        growth.forEach(point -> lines.add("with %9d stored                  %8.0f a second; first page of the list, 99 of 100: %.1f ms"
                .formatted(point.stored(), point.messagesPerSecond(), point.listMillis())));
        return String.join("\n", lines);
    }
}
