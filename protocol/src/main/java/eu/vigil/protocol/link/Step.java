package eu.vigil.protocol.link;

import java.util.List;

/** What a link became by an event, and what is to be done for it, in order. */
public record Step(LinkState state, List<LinkAction> actions) {
    /** Keeps its own copy of the actions. */
    public Step {
        actions = List.copyOf(actions);
    }

    static Step stay(LinkState state) {
        return new Step(state, List.of());
    }

    static Step of(LinkState state, LinkAction... actions) {
        return new Step(state, List.of(actions));
    }
}
