package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.logging.Visible;
import eu.vigil.node.operator.people.Tokens;
import eu.vigil.pki.key.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A token made on this machine, for whoever sits at it. Its text goes into a file of its own or on the screen, once; only its hash
 * leaves the machine.
 */
record NewToken(Tokens.Created token) {
    /** Writes it into a new file, 0600, on disk when this returns; a sentence if it cannot be. */
    Optional<String> save(Path file) {
        try {
            PrivateFile.writeNew(file, (token.text() + "\n").getBytes(StandardCharsets.US_ASCII));
            PrivateFile.forceFolder(file.toAbsolutePath().getParent());
            return Optional.empty();
        } catch (FileAlreadyExistsException _) {
            return Optional.of("%s is there already, and no token is ever written over another file".formatted(file));
        } catch (IOException e) {
            return Optional.of("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    /** Puts the saved file in the place of another one; a sentence if it cannot be. */
    static Optional<String> move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFile.forceFolder(to.toAbsolutePath().getParent());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "%s holds your new token, but could not be moved to %s: %s".formatted(from, to, e.getMessage()));
        }
    }

    /** What is said of it: where it stands or, if nowhere, what it is. */
    ObjectNode json(Optional<Path> savedTo) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        savedTo.ifPresentOrElse(file -> json.put("savedTo", file.toString()), () -> json.put("token", token.text()));
        return json.put("tokenHash", token.hash().hex())
                .put("fingerprint", token.hash().fingerprint());
    }

    String words(Optional<Path> savedTo) {
        return savedTo.map(file -> "your token is in %s".formatted(Visible.of(file.toString())))
                .orElseGet(() -> "your token, shown this once: " + token.text());
    }
}
