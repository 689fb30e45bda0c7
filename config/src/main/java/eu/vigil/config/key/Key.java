package eu.vigil.config.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record's component a key of the configuration. The key's name is the component's in lower case with hyphens
 * ({@code idlePing}: {@code idle-ping}), its type the component's: a value with a {@link eu.vigil.config.value.Form}, a record of keys, a list, or a
 * map by name. An {@code Optional} may be left out; so may whatever has a default, and a map, a list or a record whose keys all may.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
    /** One line for the manual: what it is for. */
    String doc();

    /** The key's name where a component may not bear it. */
    String name() default "";

    /** The value if none is given, written as in a file. */
    String byDefault() default "";

    /** The least value, written as in a file. A duration without one must be longer than nothing. */
    String min() default "";

    /** The greatest value, written as in a file. */
    String max() default "";

    /** A key of the same record that this one may not exceed. */
    String atMost() default "";

    /** The regular expression that a text, or the names of a map, must match; {@link #like} shows it to people. */
    String pattern() default "";

    /** An example of what {@link #pattern} wants. */
    String like() default "";

    /** The key of the map in which the value must be a name: {@code escalation.people}. */
    String namedIn() default "";

    /** True if a list or map must not be empty. */
    boolean filled() default false;

    /** True if a running node takes a new value, and whatever stands below it, when it is told to read its files again (SIGHUP). */
    boolean reloads() default false;

    /** True if who knows the value can act as the node: then no log shows it. */
    boolean hidden() default false;
}
