package eu.vigil.config;

import eu.vigil.config.key.Key;
import eu.vigil.config.key.Manual;
import eu.vigil.config.key.Shape;
import eu.vigil.config.layer.Layers;
import java.util.ArrayList;
import java.util.List;

/** The manual page of the configuration: every key with its type, its default, its bounds and its line. */
public final class ConfigReference {
    private ConfigReference() {}

    /** The page as plain text. */
    public static String text() {
        StringBuilder page = new StringBuilder("""
                VIGIL.YAML(5)

                NAME
                    vigil.yaml - what a contact point's node is and does

                FILES
                    /etc/vigil/vigil.yaml, or what -c or VIGIL_CONFIG names; then conf.d/*.yaml beside it, by name; then the
                    environment; then -Dvigil.KEY=VALUE. The later wins; a list replaces a list; maps grow together.
                    The environment sets single values: VIGIL_ and the key in capitals, '.' and '-' as '_'.

                VALUES
                    duration   ISO 8601: PT30S, PT15M, PT4H, P7D
                    size       a whole number and B, KiB, MiB, GiB or TiB
                    secret     never the secret, only where it is: file:PATH, env:NAME, systemd-credential:NAME
                    path       relative to 'data'; 'data' is relative to the file's folder
                    Every value is text as it is written: NO is Norway, 08:00 is a time.

                    A key that "reloads" takes a new value while the node runs: change the file, then send SIGHUP to the node
                    (systemctl reload vigil). The log says what changed. If anything is wrong, everything stays as it was.
                    Limits of links hold for links made from then on. Every other key takes effect at the next start.

                KEYS
                """);
        for (Manual.Entry entry : Manual.entries(Shape.of(VigilConfig.class))) {
            page.append("    ").append(entry.path()).append('\n');
            page.append("        ").append(entry.key().doc()).append('\n');
            page.append("        ").append(String.join("; ", facts(entry))).append('\n');
        }
        return page.toString();
    }

    private static List<String> facts(Manual.Entry entry) {
        Key key = entry.key();
        List<String> facts = new ArrayList<>();
        facts.add(type(entry.shape()));
        if (!key.byDefault().isEmpty()) {
            facts.add("default " + key.byDefault());
        } else {
            facts.add(entry.optional() ? "optional" : "required");
        }
        fact(facts, "at least ", key.min());
        fact(facts, "at most ", key.max());
        fact(facts, "at most the value of ", key.atMost());
        fact(facts, "a name of ", key.namedIn());
        fact(facts, "like ", key.like());
        if (entry.reloads()) {
            facts.add("reloads");
        }
        if (entry.shape() instanceof Shape.Scalar && entry.path().indexOf('[') < 0) {
            facts.add(Layers.variable(entry.path()));
        }
        return facts;
    }

    private static void fact(List<String> facts, String what, String value) {
        if (!value.isEmpty()) {
            facts.add(what + value);
        }
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar.form().what();
            case Shape.Section _ -> "section";
            case Shape.Many many -> "list: " + type(many.element());
            case Shape.Named named -> "by name: " + type(named.value());
        };
    }
}
