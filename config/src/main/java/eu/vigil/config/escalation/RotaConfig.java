package eu.vigil.config.escalation;

import eu.vigil.config.key.Key;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/** Who is on call: people in turn, from one hand-over to the next. */
public record RotaConfig(
        @Key(doc = "The IANA time zone of the hand-overs.", like = "Europe/Brussels")
        ZoneId zone,

        @Key(doc = "The day at whose first hand-over the first person's first shift begins.", like = "2026-01-05")
        LocalDate starts,

        @Key(doc = "Local times of the hand-overs.", filled = true, like = "08:00")
        List<LocalTime> handovers,

        @Key(doc = "Names of people, in turn.", namedIn = "escalation.people", filled = true)
        List<String> people,

        @Key(doc = "Times at which somebody else stands in.")
        List<OverrideConfig> overrides) {

    /** One stand-in. */
    public record OverrideConfig(
            @Key(doc = "From when, with its offset from UTC.", like = "2026-03-29T00:00:00+01:00")
            OffsetDateTime from,

            @Key(doc = "Until when, not included.", like = "2026-03-29T08:00:00+02:00")
            OffsetDateTime to,

            @Key(doc = "The name of the person who stands in.", namedIn = "escalation.people")
            String person) {}
}
