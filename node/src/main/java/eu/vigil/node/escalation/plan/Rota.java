package eu.vigil.node.escalation.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who is on call when: people take turns from each hand-over to the next.
 *
 * <p>Hand-overs are wall-clock times. One inside the hour that a DST change skips happens at the first instant after it,
 * one inside the hour that is doubled at its first occurrence; so instants of hand-overs never go back, and every instant
 * from the first hand-over on belongs to exactly one turn. Two hand-overs that fall on one instant both advance the turn.
 *
 * @param name the key under which the configuration has it
 * @param zone IANA time zone of the hand-overs
 * @param starts the first person's first turn begins at the first hand-over of this day
 * @param handovers wall-clock times, each once, in order
 * @param people keys of persons in the order of their turns
 * @param overrides exceptions; of two that overlap the later in the list holds
 */
public record Rota(
        String name,
        ZoneId zone,
        LocalDate starts,
        List<LocalTime> handovers,
        List<String> people,
        List<StandIn> overrides) {
    /** Days around an instant in which its turn's hand-over is looked for: zones have skipped a whole day (Samoa, 2011). */
    private static final int DAYS_AROUND = 2;

    /**
     * Somebody stands in.
     *
     * @param from first instant
     * @param to first instant after
     * @param person who stands in
     */
    public record StandIn(Instant from, Instant to, String person) {
        /**
         * Checks the order.
         *
         * @throws IllegalArgumentException if {@code to} is not after {@code from}
         */
        public StandIn {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("overrides: 'to' %s is not after 'from' %s".formatted(to, from));
            }
        }

        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /**
     * The answer for one instant.
     *
     * @param person who is on call; empty if nobody
     * @param from since when this holds; {@link Instant#MIN} if nobody ever was
     * @param to until when this holds
     * @param override true if an override says so
     */
    public record OnCall(Optional<String> person, Instant from, Instant to, boolean override) {}

    /** A stretch in which nobody is on call, {@code to} exclusive. */
    public record Gap(Instant from, Instant to) {}

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if hand-overs or people are missing, or hand-overs repeat
     */
    public Rota {
        if (handovers.isEmpty() || new TreeSet<>(handovers).size() != handovers.size()) {
            throw new IllegalArgumentException(
                    "escalation.rotas.%s.handovers: %s must name at least one time and none twice"
                            .formatted(name, handovers));
        }
        handovers = handovers.stream().sorted().toList();
        people = List.copyOf(people);
        overrides = List.copyOf(overrides);
        if (people.isEmpty()) {
            throw new IllegalArgumentException("escalation.rotas.%s.people: nobody is named".formatted(name));
        }
    }

    /** Who is on call at {@code at}; total for every instant of the years 1 to 9999. */
    public OnCall onCall(Instant at) {
        for (int i = overrides.size() - 1; i >= 0; i--) {
            StandIn override = overrides.get(i);
            if (override.covers(at)) {
                return clipped(Optional.of(override.person()), override.from(), override.to(), true, at, i + 1);
            }
        }
        long turn = turn(at);
        if (turn < 0) {
            return clipped(Optional.empty(), Instant.MIN, handover(0), false, at, 0);
        }
        String person = people.get((int) (turn % people.size()));
        return clipped(Optional.of(person), handover(turn), handover(turn + 1), false, at, 0);
    }

    /** The stretches of {@code from} to {@code from + length} in which nobody is on call. */
    public List<Gap> gaps(Instant from, Duration length) {
        Instant end = from.plus(length);
        List<Gap> gaps = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(end)) {
            OnCall answer = onCall(at);
            Instant to = answer.to().isBefore(end) ? answer.to() : end;
            if (answer.person().isEmpty()) {
                gaps.add(new Gap(at, to));
            }
            at = to;
        }
        return List.copyOf(gaps);
    }

    /** Cuts a stretch where overrides that outrank it (from index {@code rank} on) begin or end. */
    private OnCall clipped(Optional<String> person, Instant from, Instant to, boolean override, Instant at, int rank) {
        Instant start = from;
        Instant end = to;
        for (StandIn other : overrides.subList(rank, overrides.size())) {
            if (other.from().isAfter(at) && other.from().isBefore(end)) {
                end = other.from();
            }
            if (!other.to().isAfter(at) && other.to().isAfter(start)) {
                start = other.to();
            }
        }
        return new OnCall(person, start, end, override);
    }

    /** The number of the last hand-over at or before {@code at}; -1 before the first. */
    private long turn(Instant at) {
        long day = ChronoUnit.DAYS.between(starts, LocalDate.ofInstant(at, zone)) + DAYS_AROUND;
        long turn = Math.max(-1, (day + 1) * handovers.size() - 1);
        while (turn >= 0 && handover(turn).isAfter(at)) {
            turn--;
        }
        return turn;
    }

    private Instant handover(long turn) {
        LocalDate day = starts.plusDays(turn / handovers.size());
        LocalDateTime local = day.atTime(handovers.get((int) (turn % handovers.size())));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return local.toInstant(offsets.getFirst());
        }
        ZoneOffsetTransition skipped = zone.getRules().getTransition(local);
        return skipped.getInstant();
    }
}
