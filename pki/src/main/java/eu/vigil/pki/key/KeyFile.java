package eu.vigil.pki.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.SecretKey;

/**
 * The keys of one PKCS#12 file (RFC 7292) by name.
 *
 * <p>The JDK reads and writes it: AES-256 and HMAC-SHA-256 under PBKDF2, which {@code openssl pkcs12} opens too.
 */
public final class KeyFile {
    private static final long FILE_BYTES_MAX = 4 * 1024 * 1024L;

    private final Map<String, Held> held;

    private KeyFile(Map<String, Held> held) {
        this.held = Collections.unmodifiableMap(new TreeMap<>(held));
    }

    /** What stands under one name. */
    public sealed interface Held {
        /** A private key and its certificates, its own first. */
        record Private(PrivateKey key, List<X509Certificate> chain) implements Held {
            /** Copies the list. */
            public Private {
                chain = List.copyOf(chain);
            }

            /** The key's own certificate. */
            public X509Certificate certificate() {
                return chain.getFirst();
            }
        }

        /** A symmetric key. */
        record Symmetric(SecretKey key) implements Held {}
    }

    /** A read file, or why it could not be read. */
    public sealed interface Reading {
        /** All of it. */
        record Read(KeyFile file) implements Reading {}

        /** What is wrong, naming the file. */
        record Problem(String text) implements Reading {}
    }

    /** A key file of these keys, so far only in memory. */
    public static KeyFile of(Map<String, Held> held) {
        return new KeyFile(held);
    }

    /** Reads the file; one that group or others can read is a problem. */
    public static Reading read(Path path, Secret secret) {
        return switch (PrivateFile.check(path)) {
            case PrivateFile.Standing.Problem(var text) -> new Reading.Problem("key file: " + text);
            case PrivateFile.Standing.OwnersOnly _ -> readPrivate(path, secret);
        };
    }

    private static Reading readPrivate(Path path, Secret secret) {
        char[] password = secret.chars();
        try {
            if (Files.size(path) > FILE_BYTES_MAX) {
                return new Reading.Problem(
                        "key file: %s is larger than %d bytes: that is no key file".formatted(path, FILE_BYTES_MAX));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(path)), password);
            Map<String, Held> held = new TreeMap<>();
            for (String name : Collections.list(store.aliases())) {
                Optional<Held> entry = entry(store, name, password);
                if (entry.isEmpty()) {
                    return new Reading.Problem(
                            "key file: %s holds under '%s' something that is no key".formatted(path, name));
                }
                held.put(name, entry.get());
            }
            return new Reading.Read(new KeyFile(held));
        } catch (IOException e) {
            return new Reading.Problem(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "key file: the secret does not open %s".formatted(path)
                            : "key file: %s is not a readable PKCS#12 file: %s".formatted(path, e.getMessage()));
        } catch (GeneralSecurityException e) {
            return new Reading.Problem("key file: a key in %s cannot be read: %s".formatted(path, e.getMessage()));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static Optional<Held> entry(KeyStore store, String name, char[] password) throws GeneralSecurityException {
        Key key = store.getKey(name, password);
        Certificate[] chain = store.getCertificateChain(name);
        if (key instanceof SecretKey symmetric) {
            return Optional.of(new Held.Symmetric(symmetric));
        }
        if (key instanceof PrivateKey own && chain != null) {
            return Optional.of(new Held.Private(
                    own, Arrays.stream(chain).map(X509Certificate.class::cast).toList()));
        }
        return Optional.empty();
    }

    /**
     * Writes a new file with mode 0600.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one already; it is left as it is
     * @throws IOException if it cannot be written
     */
    public void writeNew(Path path, Secret secret) throws IOException {
        PrivateFile.writeNew(path, encoded(secret));
    }

    private byte[] encoded(Secret secret) throws IOException {
        char[] password = secret.chars();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password);
            for (Map.Entry<String, Held> entry : held.entrySet()) {
                KeyStore.Entry stored = switch (entry.getValue()) {
                    case Held.Private(var key, var chain) ->
                        new KeyStore.PrivateKeyEntry(key, chain.toArray(X509Certificate[]::new));
                    case Held.Symmetric(var key) -> new KeyStore.SecretKeyEntry(key);
                };
                store.setEntry(entry.getKey(), stored, protection);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot write a PKCS#12 file", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The names, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(held.keySet());
    }

    /** The private key of this name. */
    public Optional<Held.Private> privateKey(String name) {
        return held.get(name) instanceof Held.Private found ? Optional.of(found) : Optional.empty();
    }

    /** The symmetric key of this name. */
    public Optional<SecretKey> symmetricKey(String name) {
        return held.get(name) instanceof Held.Symmetric(var key) ? Optional.of(key) : Optional.empty();
    }
}
