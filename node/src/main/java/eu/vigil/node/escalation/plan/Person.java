package eu.vigil.node.escalation.plan;

import java.util.List;

/**
 * Somebody who can be called.
 *
 * @param key the name under which the configuration has the person
 * @param name the name that peers and colleagues see
 * @param channels names of channels in the order in which they are tried
 */
public record Person(String key, String name, List<String> channels) {
    public Person {
        channels = List.copyOf(channels);
    }
}
