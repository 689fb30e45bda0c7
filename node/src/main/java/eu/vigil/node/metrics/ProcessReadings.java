package eu.vigil.node.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;

/** The process, under the names that all Prometheus clients give it. */
final class ProcessReadings {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private ProcessReadings() {}

    static void register(PrometheusRegistry registry) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        GaugeWithCallback.builder()
                .name("process_start_time_seconds")
                .help("When the process started, since 1970.")
                .callback(start -> start.call(runtime.getStartTime() / MILLIS))
                .register(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            CounterWithCallback.builder()
                    .name("process_cpu_seconds_total")
                    .help("Processor time that the process has used.")
                    .callback(used -> used.call(Math.max(0, system.getProcessCpuTime()) / NANOS))
                    .register(registry);
            GaugeWithCallback.builder()
                    .name("process_open_fds")
                    .help("Open files and sockets.")
                    .callback(open -> open.call((double) system.getOpenFileDescriptorCount()))
                    .register(registry);
            GaugeWithCallback.builder()
                    .name("process_max_fds")
                    .help("Files and sockets that may be open.")
                    .callback(most -> most.call((double) system.getMaxFileDescriptorCount()))
                    .register(registry);
        }
        GaugeWithCallback.builder()
                .name("jvm_memory_used_bytes")
                .help("Memory that the virtual machine uses.")
                .labelNames("area")
                .callback(used -> {
                    used.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
                    used.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_memory_max_bytes")
                .help("Heap that the virtual machine may use.")
                .labelNames("area")
                .callback(most -> most.call((double) memory.getHeapMemoryUsage().getMax(), "heap"))
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_collection_seconds_total")
                .help("Time spent in collecting garbage.")
                .labelNames("gc")
                .callback(spent -> ManagementFactory.getGarbageCollectorMXBeans()
                        .forEach(gc -> spent.call(seconds(gc), gc.getName())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("jvm_threads_current")
                .help("Platform threads that live.")
                .callback(live -> live.call(ManagementFactory.getThreadMXBean().getThreadCount()))
                .register(registry);
    }

    private static double seconds(GarbageCollectorMXBean gc) {
        return Math.max(0, gc.getCollectionTime()) / MILLIS;
    }
}
