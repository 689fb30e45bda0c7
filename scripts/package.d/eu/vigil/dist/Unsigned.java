package eu.vigil.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures of others off the jars of a package, once they have been verified.
 *
 * <p>Java verifies a signed jar again at each start, a megabyte of digests for Bouncy Castle alone, and does not keep its classes in a cache.
 * From here on the package's own sums, which the bill of materials holds too, say that nobody changed it.
 */
public final class Unsigned {
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);

    private Unsigned() {}

    /** {@code LIBRARIES}: a folder with jars; those that are signed are written anew. Throws if a signature does not hold. */
    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path file : jars) {
            Path plain = file.resolveSibling(file.getFileName() + ".plain");
            try (JarFile jar = new JarFile(file.toFile())) {
                if (jar.stream().noneMatch(entry -> isSignature(entry.getName()))) {
                    continue;
                }
                copy(jar, plain);
            }
            Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(JarFile jar, Path plain) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(plain))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                // To read an entry to its end is to verify it.
                byte[] content = jar.getInputStream(entry).readAllBytes();
                String name = entry.getName();
                if (isSignature(name)) {
                    continue;
                }
                ZipEntry copy = new ZipEntry(name);
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(name.equals(JarFile.MANIFEST_NAME) ? withoutDigests(jar.getManifest()) : content);
                out.closeEntry();
            }
        }
    }

    private static boolean isSignature(String name) {
        return SIGNATURE.matcher(name).matches();
    }

    /** The jar goes on verifying by what it read: its own manifest stays as it is. */
    private static byte[] withoutDigests(Manifest signed) throws IOException {
        Manifest plain = new Manifest(signed);
        plain.getEntries().clear();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        plain.write(bytes);
        return bytes.toByteArray();
    }
}
