package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table by which an authority says which bases hold between whom: one line a rule, as {@code bases.txt} beside this class
 * explains. It becomes one {@link BasisInForce} for each pair that a rule fits.
 */
public final class BasisRules {
    private static final String BUILT_IN = "bases.txt";
    private static final String ANY = "ANY";
    private static final String EXCEPT = "except";
    private static final int LINES_MAX = 10_000;

    private final List<Rule> rules;

    private BasisRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(
            LegalBasis basis,
            Instant from,
            Optional<Instant> until,
            String one,
            String other,
            Set<ParticipantId> except) {
        boolean fits(Party first, Party second) {
            boolean between = (first.is(one) && second.is(other)) || (first.is(other) && second.is(one));
            return between && !except.contains(first.id()) && !except.contains(second.id());
        }
    }

    private record Party(ParticipantId id, Participant.Kind kind) {
        boolean is(String word) {
            return word.equals(ANY)
                    || word.equals(kind.name())
                    || List.of(word.split(",", -1)).contains(id.value());
        }
    }

    /** The rules, or what is wrong with their text. */
    public sealed interface Reading {
        /** All lines were understood. */
        record Read(BasisRules rules) implements Reading {}

        /** What is wrong, line by line. */
        record Problems(List<String> texts) implements Reading {
            /** Copies the list. */
            public Problems {
                texts = List.copyOf(texts);
            }
        }
    }

    /** The table that comes with the program. */
    public static BasisRules builtIn() {
        try (InputStream in = Objects.requireNonNull(BasisRules.class.getResourceAsStream(BUILT_IN))) {
            return switch (parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                case Reading.Read(var rules) -> rules;
                case Reading.Problems(var texts) -> throw new IllegalStateException(BUILT_IN + ": " + texts);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a table; at most 10,000 lines. */
    public static Reading parse(String text) {
        List<Rule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = text.lines().limit(LINES_MAX + 1L).toList();
        if (lines.size() > LINES_MAX) {
            return new Reading.Problems(List.of("more than %d lines".formatted(LINES_MAX)));
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                rules.addAll(rules(List.of(line.split("\\s+"))));
            } catch (NotARule e) {
                problems.add("line %d: %s".formatted(number, e.getMessage()));
            }
        }
        return problems.isEmpty() ? new Reading.Read(new BasisRules(rules)) : new Reading.Problems(problems);
    }

    /** What the rules say of these participants. */
    public List<BasisInForce> between(Map<ParticipantId, Participant.Kind> participants) {
        List<Party> parties = participants.entrySet().stream()
                .map(entry -> new Party(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        // By bytes: a message's own hash would load the field rules of the whole schema.
        Map<ByteString, BasisInForce> bases = new LinkedHashMap<>();
        for (Rule rule : rules) {
            for (int first = 0; first < parties.size(); first++) {
                for (int second = first + 1; second < parties.size(); second++) {
                    if (rule.fits(parties.get(first), parties.get(second))) {
                        BasisInForce basis = inForce(
                                rule,
                                parties.get(first).id(),
                                parties.get(second).id());
                        bases.put(basis.toByteString(), basis);
                    }
                }
            }
        }
        return List.copyOf(bases.values());
    }

    private static BasisInForce inForce(Rule rule, ParticipantId first, ParticipantId second) {
        BasisInForce.Builder basis = BasisInForce.newBuilder()
                .setBasis(rule.basis())
                .setFirst(first.value())
                .setSecond(second.value())
                .setFrom(Instants.of(rule.from()));
        rule.until().ifPresent(until -> basis.setUntil(Instants.of(until)));
        return basis.build();
    }

    /** Why a line is no rule; never leaves this class. */
    private static final class NotARule extends Exception {
        private static final long serialVersionUID = 1L;

        NotARule(String text) {
            super(text);
        }
    }

    /** One for each basis that the line names. */
    private static List<Rule> rules(List<String> words) throws NotARule {
        boolean excepts = words.size() == 6 && words.get(4).equals(EXCEPT);
        if (words.size() != 4 && !excepts) {
            throw new NotARule("not like 'DIR_2013_40_13 2015-09-04 MEMBER_STATE MEMBER_STATE except DK'");
        }
        String days = words.get(1);
        int dots = days.indexOf("..");
        Set<ParticipantId> except = new TreeSet<>();
        if (excepts) {
            for (String id : words.get(5).split(",", -1)) {
                except.add(participant(id));
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (String name : words.get(0).split(",", -1)) {
            rules.add(new Rule(
                    basis(name),
                    day(dots < 0 ? days : days.substring(0, dots)),
                    dots < 0 ? Optional.empty() : Optional.of(day(days.substring(dots + 2))),
                    party(words.get(2)),
                    party(words.get(3)),
                    except));
        }
        return rules;
    }

    private static LegalBasis basis(String name) throws NotARule {
        for (LegalBasis basis : LegalBasis.values()) {
            if (basis.name().equals(name)
                    && basis != LegalBasis.LEGAL_BASIS_UNSPECIFIED
                    && basis != LegalBasis.UNRECOGNIZED) {
                return basis;
            }
        }
        throw new NotARule("'%s' is no legal basis like DIR_2013_40_13".formatted(name));
    }

    private static Instant day(String text) throws NotARule {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException _) {
            throw new NotARule("'%s' is no day like 2015-09-04".formatted(text));
        }
    }

    private static String party(String word) throws NotARule {
        boolean kind = switch (word) {
            case ANY, "MEMBER_STATE", "THIRD_STATE", "EU_BODY" -> true;
            default -> false;
        };
        if (!kind) {
            for (String id : word.split(",", -1)) {
                participant(id);
            }
        }
        return word;
    }

    private static ParticipantId participant(String id) throws NotARule {
        try {
            return new ParticipantId(id);
        } catch (IllegalArgumentException e) {
            throw new NotARule(e.getMessage());
        }
    }
}
