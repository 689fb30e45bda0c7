package eu.vigil.node.doctor;

import eu.vigil.node.link.LinkNatives;
import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the machine for facts. */
public final class Machine {
    private static final Path TIMESYNCD = Path.of("/run/systemd/timesync/synchronized");

    private Machine() {}

    /** The file system of a folder that exists. */
    public static DiskFacts disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            Optional<String[]> files = Tool.ask("stat", "-f", "-c", "%c %d", folder.toString())
                    .map(words -> words.split(" ", -1))
                    .filter(words -> words.length == 2);
            return new DiskFacts(
                    free,
                    files.map(words -> number(words[0])).orElse(OptionalLong.empty()),
                    files.map(words -> number(words[1])).orElse(OptionalLong.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether something keeps the clock right; empty if nobody on this machine says. */
    public static Optional<Boolean> isSynchronised() {
        if (Files.exists(TIMESYNCD)) {
            return Optional.of(true);
        }
        return Tool.ask("timedatectl", "show", "--property=NTPSynchronized", "--value")
                .or(() -> Tool.ask("chronyc", "-c", "waitsync", "1").map(_ -> "yes"))
                .map("yes"::equals);
    }

    /** True if both lie on one file system. */
    public static boolean together(Path one, Path other) {
        try {
            return Files.getFileStore(one).equals(Files.getFileStore(other));
        } catch (IOException _) {
            return false;
        }
    }

    /** What computes here. */
    public static ProviderFacts providers() {
        String curve = String.valueOf(Arithmetic.fastest().served().get(Job.P256));
        LinkNatives natives = LinkNatives.here();
        return new ProviderFacts(
                curve,
                curve.startsWith("AmazonCorretto"),
                natives.tls(),
                natives.hybrid(),
                natives.io(),
                Runtime.version().toString(),
                Runtime.version().feature());
    }
}
