package eu.vigil.node.store;

import eu.vigil.node.escalation.HookEvent;
import eu.vigil.node.escalation.HookEvents;

/** Acknowledgements from channels as rows. */
record SqliteHookEvents(Handle handle) implements HookEvents {
    @Override
    public boolean insert(HookEvent event) {
        return handle.createUpdate("""
                        INSERT INTO hook_event (channel, event_id, incident, by_whom, at)
                        VALUES (:channel, :id, :incident, :by, :at)
                        ON CONFLICT (channel, event_id) DO NOTHING""")
                        .bind("channel", event.channel())
                        .bind("id", event.id())
                        .bind("incident", event.incident().value())
                        .bind("by", event.by().orElse(null))
                        .bind("at", event.at())
                        .execute()
                == 1;
    }
}
