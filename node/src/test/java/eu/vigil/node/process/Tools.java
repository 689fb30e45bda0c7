package eu.vigil.node.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that break things for real. Where one is missing, the test that needs it is left out and says so. */
final class Tools {
    private static final int SECONDS_MAX = 30;

    private Tools() {}

    /** Runs a program to its end. */
    static boolean run(String... line) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** What strace does to a process while it is attached. */
    record Strace(Process process) implements AutoCloseable {
        /**
         * Attaches it to all threads of a process.
         *
         * @param inject strace's own words: {@code fdatasync:error=EIO}
         */
        static Strace attach(long pid, String inject) throws IOException, InterruptedException {
            assumeTrue(run("strace", "-V"), "strace is not installed: apt-get install strace");
            String call = inject.substring(0, inject.indexOf(':'));
            Process process = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-o",
                            "/dev/null",
                            "-p",
                            Long.toString(pid),
                            "-e",
                            "trace=" + call,
                            "-e",
                            "inject=" + inject)
                    .start();
            BufferedReader words = process.errorReader(); // a few lines, which fit into the pipe
            String first = words.readLine();
            assumeTrue(
                    first != null && first.contains("attached"), "strace may not be attached to a process: " + first);
            return new Strace(process);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A small file system of its own. */
    record SmallDisk(Path folder) implements AutoCloseable {
        static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + size, "tmpfs", folder.toString()),
                    "nothing may be mounted here: this needs root");
            return new SmallDisk(folder);
        }

        /** Leaves not one byte free. */
        void fill() throws IOException {
            byte[] block = new byte[4096];
            try (var filler = Files.newOutputStream(filler())) {
                while (true) {
                    filler.write(block);
                }
            } catch (IOException full) {
                if (!String.valueOf(full.getMessage()).contains("No space left")) {
                    throw full;
                }
            }
        }

        void relieve() throws IOException {
            Files.delete(filler());
        }

        private Path filler() {
            return folder.resolve("filler");
        }

        @Override
        public void close() throws IOException {
            try {
                run("umount", "--lazy", folder.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The network between nodes: while it is cut, the kernel drops every packet of a port and tells nobody. Only in a network of its own,
     * which {@code scripts/soak --faults} makes.
     */
    record Network(int port) {
        static Network of(int port) {
            assumeTrue(
                    System.getenv("OWN_NETWORK") != null,
                    "the network is only cut in a namespace of its own: scripts/soak --faults makes one");
            return new Network(port);
        }

        void cut() throws IOException, InterruptedException {
            rules("add");
        }

        void mend() throws IOException, InterruptedException {
            rules("del");
        }

        private void rules(String verb) throws IOException, InterruptedException {
            for (String side : List.of("dport", "sport")) {
                if (!run(
                        "ip",
                        "rule",
                        verb,
                        "pref",
                        "10",
                        "ipproto",
                        "tcp",
                        side,
                        Integer.toString(port),
                        "blackhole")) {
                    throw new IOException("ip rule %s failed for port %d".formatted(verb, port));
                }
            }
        }
    }

    /** A system clock for one process, which a test sets. */
    record FakeClock(Path library, Path setting) {
        static FakeClock make(Path folder) throws IOException {
            Optional<Path> library;
            try (Stream<Path> places =
                    Files.isDirectory(Path.of("/usr/lib")) ? Files.list(Path.of("/usr/lib")) : Stream.of()) {
                library = places.map(place -> place.resolve("faketime").resolve("libfaketimeMT.so.1"))
                        .filter(Files::exists)
                        .findFirst();
            }
            assumeTrue(library.isPresent(), "libfaketime is not installed: apt-get install faketime");
            FakeClock clock = new FakeClock(library.orElseThrow(), folder.resolve("clock"));
            clock.set("+0");
            return clock;
        }

        /** So far beside the machine's: {@code +1h}. */
        void set(String offset) throws IOException {
            Files.writeString(setting, offset + "\n");
        }

        Map<String, String> environment() {
            return Map.of(
                    "LD_PRELOAD", library.toString(),
                    "FAKETIME_TIMESTAMP_FILE", setting.toString(),
                    "FAKETIME_CACHE_DURATION", "1", // seconds; without any, each look at the clock reads the file
                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX", "1", // else its threads' timed waits end at once, or never
                    "DONT_FAKE_MONOTONIC", "1");
        }
    }
}
