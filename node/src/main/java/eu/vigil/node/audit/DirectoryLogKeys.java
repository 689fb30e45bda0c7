package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.directory.DirectoryView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The log keys as the directories in force have them. */
public record DirectoryLogKeys(Supplier<Collection<DirectoryView>> directories) implements LogKeys {
    @Override
    public Optional<List<ByteString>> of(PairLogId log) {
        return directories.get().stream()
                .filter(directory -> directory.network().equals(log.network()))
                .flatMap(directory -> directory.entry(log.peer()).stream())
                .map(entry -> entry.logKeys())
                .findFirst();
    }

    @Override
    public Stream<PairLogId> known() {
        return directories.get().stream()
                .flatMap(directory ->
                        directory.entries().stream().map(entry -> new PairLogId(directory.network(), entry.id())));
    }
}
