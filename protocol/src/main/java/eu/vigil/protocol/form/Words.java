package eu.vigil.protocol.form;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import eu.vigil.protocol.wire.FormOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What kinds, fields and codes are called in one language. English stands in the contract itself; every other language in a file
 * {@code words_xx.properties} beside this class, by the name that a thing has in the contract without {@code vigil.v1.}; help under the
 * same name with {@code .help}. A few phrases that forms need stand in the files of all languages.
 */
public final class Words {
    /** The languages that there are, by their tags of BCP 47. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "de");

    private static final String ENGLISH = "en";
    private static final String PACKAGE = "vigil.v1.";
    private static final String HELP = ".help";

    private final String language;
    private final Properties texts;

    private Words(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /** The words of a language; empty if there is none of that tag. Reads a resource: load it once and pass it on. */
    public static Optional<Words> in(String language) {
        return Optional.of(language).filter(LANGUAGES::contains).map(tag -> new Words(tag, read(tag)));
    }

    /** The words in which the contract itself is written. */
    public static Words english() {
        return in(ENGLISH).orElseThrow();
    }

    private static Properties read(String tag) {
        String name = "words_%s.properties".formatted(tag);
        Properties texts = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource %s is missing".formatted(name));
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** The tag of the language. */
    public String language() {
        return language;
    }

    /** The name of a kind. */
    public String label(MessageKind kind) {
        return label(kind.field());
    }

    /** What a kind is for. */
    public String help(MessageKind kind) {
        return help(kind.field());
    }

    /** The name of a field on a form. */
    public String label(FieldDescriptor field) {
        return isContract() ? FieldForm.of(field).label() : text(key(field), field.getName());
    }

    /** What to write into a field; empty if its name says it all. */
    public String help(FieldDescriptor field) {
        String help = FieldForm.of(field).help();
        return help.isEmpty() || isContract() ? help : text(key(field) + HELP, help);
    }

    /** What a code means. */
    public String code(EnumValueDescriptor code) {
        return isContract() ? code.getOptions().getExtension(FormOptions.code) : text(key(code), code.getName());
    }

    /** A phrase of the forms themselves. */
    public String say(String phrase) {
        return text(phrase, phrase);
    }

    /** All names under which this language says something. */
    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** What stands under a name; empty if nothing does. */
    Optional<String> under(String key) {
        return Optional.ofNullable(texts.getProperty(key));
    }

    /** The name of a thing in the files. */
    static String key(GenericDescriptor thing) {
        return thing.getFullName().substring(PACKAGE.length());
    }

    /** True for the language of the contract itself. */
    boolean isContract() {
        return language.equals(ENGLISH);
    }

    private String text(String key, String otherwise) {
        return texts.getProperty(key, otherwise);
    }
}
