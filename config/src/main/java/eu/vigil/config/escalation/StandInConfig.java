package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import java.time.OffsetDateTime;

/**
 * Somebody stands in, written by itself. Maps of several files grow together where lists replace each other, so that a stand-in can be
 * added as a file of its own without touching what others wrote.
 */
public record StandInConfig(
        @Key(doc = "The name of the rota.", namedIn = "escalation.rotas", like = "duty")
        String rota,

        @Key(doc = "From when, with its offset from UTC.", like = "2026-03-29T00:00:00+01:00")
        OffsetDateTime from,

        @Key(doc = "Until when, not included.", like = "2026-03-29T08:00:00+02:00")
        OffsetDateTime to,

        @Key(doc = "The name of the person who stands in.", namedIn = "escalation.people")
        String person) {}
