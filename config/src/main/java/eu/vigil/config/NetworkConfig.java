package eu.vigil.config;

import eu.vigil.config.key.Key;
import java.nio.file.Path;

/** One network. */
public record NetworkConfig(
        @Key(doc = "Who takes part in it.", reloads = true) DirectoryConfig directory) {

    /** Where the network's directory is found and who vouches for it. */
    public record DirectoryConfig(
            @Key(doc = "The signed directory.", like = "directory.pb")
            Path file,

            @Key(doc = "The public key of the authority that signs the directory.", like = "gsc.pub")
            Path authorityKey) {}

    NetworkConfig under(Path data) {
        return new NetworkConfig(
                new DirectoryConfig(data.resolve(directory.file), data.resolve(directory.authorityKey)));
    }
}
