package eu.vigil.config.value;

import java.util.Locale;

/**
 * Where a secret is found; never the secret itself, so that the whole configuration may be shown to anybody.
 *
 * @param place what kind of place
 * @param name the file's path, the variable's or the credential's name
 */
public record SecretReference(Place place, String name) {
    /** The places a secret may be in. */
    public enum Place {
        /** A file; a relative path is taken from the data folder. */
        FILE,
        /** A variable of the environment. */
        ENV,
        /** A credential that systemd hands to the unit. */
        SYSTEMD_CREDENTIAL;

        String scheme() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The reference that a text means. What is wrong is said without the text: it may be the secret itself. */
    public static Parsed<SecretReference> parse(String text) {
        for (Place place : Place.values()) {
            String prefix = place.scheme() + ":";
            if (text.startsWith(prefix)) {
                String name = text.substring(prefix.length());
                return isName(place, name) ? Parsed.value(new SecretReference(place, name)) : wrong();
            }
        }
        return wrong();
    }

    private static boolean isName(Place place, String name) {
        return switch (place) {
            case FILE -> !name.isBlank() && name.indexOf('\0') < 0;
            case ENV -> name.matches("[A-Za-z_][A-Za-z0-9_]*");
            case SYSTEMD_CREDENTIAL -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
        };
    }

    private static Parsed<SecretReference> wrong() {
        return Parsed.wrong("a secret is never written here, only where it is found: file:/path, env:NAME or"
                + " systemd-credential:NAME (the text is not repeated here in case it is a secret)");
    }

    /** The reference as it is written: {@code file:keys.secret}. */
    @Override
    public String toString() {
        return place.scheme() + ":" + name;
    }
}
