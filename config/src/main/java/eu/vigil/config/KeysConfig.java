package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.value.SecretReference;
import java.nio.file.Path;

/** The node's own keys. */
public record KeysConfig(
        @Key(doc = "The PKCS#12 file that holds them.", byDefault = "keys.p12")
        Path file,

        @Key(doc = "Where the file's password is found.", byDefault = "file:keys.secret")
        SecretReference secret) {

    KeysConfig under(Path data) {
        return new KeysConfig(data.resolve(file), secret);
    }
}
