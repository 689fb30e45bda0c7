package eu.vigil.protocol.policy;

import eu.vigil.protocol.casework.RefusalGround;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the policy from a page of Markdown whose tables are the data.
 *
 * <p>The page is part of the program: a mistake in it is a defect, thrown with the line that has it.
 */
final class PolicyPage {
    private static final String RESOURCE = "policy.md";

    private final Map<String, List<Row>> tables;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private PolicyPage(Map<String, List<Row>> tables) {
        this.tables = tables;
    }

    /** A row's cells and where it stands. */
    private record Row(int line, List<String> cells) {
        String cell(int index) {
            return index < cells.size() ? cells.get(index) : "";
        }

        List<String> list(int index) {
            return Arrays.stream(cell(index).split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
        }

        IllegalStateException wrong(String what) {
            return new IllegalStateException("policy, line %d: %s".formatted(line, what));
        }
    }

    static Policy builtIn() {
        return read(text());
    }

    static String text() {
        try (InputStream page = PolicyPage.class.getResourceAsStream(RESOURCE)) {
            if (page == null) {
                throw new IllegalStateException("the resource %s is missing".formatted(RESOURCE));
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Policy read(String page) {
        return new PolicyPage(tables(page)).policy();
    }

    /** The tables by the heading above them, without their head and rule lines. */
    private static Map<String, List<Row>> tables(String page) {
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        String heading = "";
        int number = 0;
        int rowInTable = 0;
        for (String line : page.lines().toList()) {
            number++;
            if (line.startsWith("#")) {
                heading = line.replaceFirst("^#+", "").strip();
            }
            rowInTable = line.startsWith("|") ? rowInTable + 1 : 0;
            if (rowInTable > 2) {
                String[] cells = line.strip().substring(1).split("\\|", -1);
                tables.computeIfAbsent(heading, _ -> new ArrayList<>())
                        .add(new Row(
                                number, Arrays.stream(cells).map(String::strip).toList()));
            }
        }
        return tables;
    }

    private List<Row> table(String heading) {
        List<Row> rows = tables.get(heading);
        if (rows == null) {
            throw new IllegalStateException("policy: there is no table under '%s'".formatted(heading));
        }
        return rows;
    }

    private Policy policy() {
        Set<String> memberStates = new LinkedHashSet<>();
        table("Member States").forEach(row -> memberStates.addAll(row.list(0)));

        Map<NetworkId, Carried> networks = new LinkedHashMap<>();
        for (Row row : table("Networks")) {
            networks.put(new NetworkId(row.cell(0)), new Carried(bases(row, 1), bases(row, 2)));
        }
        for (Row row : table("Messages")) {
            Kind kind = kind(row);
            if (kinds.put(kind.name(), kind) != null) {
                throw row.wrong("%s stands twice".formatted(kind.name()));
            }
        }
        List<Rule> rules = new ArrayList<>();
        for (Row row : table("Rules")) {
            rules.addAll(rules(row, networks.keySet()));
        }
        List<ReleaseRule> releases =
                table("Release").stream().map(this::releaseRule).toList();
        return new Policy(memberStates, networks, kinds, rules, releases);
    }

    private static Kind kind(Row row) {
        Sort sort = switch (row.cell(1)) {
            case "request" -> Sort.REQUEST;
            case "answer" -> Sort.ANSWER;
            case "notice" -> Sort.NOTICE;
            default -> throw row.wrong("sort '%s'; right: request, answer or notice".formatted(row.cell(1)));
        };
        boolean ofTheRequest = row.cell(2).equals("of the request");
        if (ofTheRequest != (sort == Sort.ANSWER)) {
            throw row.wrong("answers, and only they, go under the basis 'of the request'");
        }
        Optional<RefusalGround.Family> family =
                Optional.of(row.cell(3)).filter(words -> !words.isEmpty()).map(words -> family(row, words));
        if (family.isPresent() != (sort == Sort.REQUEST)) {
            throw row.wrong("requests, and only they, may be refused on grounds");
        }
        return new Kind(row.cell(0), sort, ofTheRequest ? EnumSet.allOf(LegalBasis.class) : bases(row, 2), family);
    }

    private static RefusalGround.Family family(Row row, String words) {
        return Arrays.stream(RefusalGround.Family.values())
                .filter(family -> family.words().equals(words))
                .findFirst()
                .orElseThrow(() -> row.wrong("there are no grounds of '%s'".formatted(words)));
    }

    private List<Rule> rules(Row row, Set<NetworkId> networks) {
        Optional<NetworkId> network =
                row.cell(3).equals("any") ? Optional.empty() : Optional.of(new NetworkId(row.cell(3)));
        if (network.isPresent() && !networks.contains(network.get())) {
            throw row.wrong("network %s is not in the table of networks".formatted(row.cell(3)));
        }
        Set<LegalBasis> bases = row.cell(4).equals("any") ? EnumSet.allOf(LegalBasis.class) : bases(row, 4);
        Set<String> said = new LinkedHashSet<>();
        Set<String> copied = new LinkedHashSet<>();
        for (String item : row.list(5)) {
            if (item.startsWith("copies of ")) {
                copied.addAll(named(row, item.substring("copies of ".length())));
            } else {
                said.addAll(named(row, item));
            }
        }
        boolean transferGround = switch (row.cell(6)) {
            case "" -> false;
            case "transfer ground" -> true;
            default -> throw row.wrong("duty '%s'; right: 'transfer ground' or nothing".formatted(row.cell(6)));
        };
        Party from = party(row, 0);
        Party to = party(row, 2);
        Rule there = new Rule(from, to, network, bases, said, copied, transferGround);
        return switch (row.cell(1)) {
            case "->" -> List.of(there);
            case "<->" -> List.of(there, new Rule(to, from, network, bases, said, copied, transferGround));
            default -> throw row.wrong("way '%s'; right: -> or <->".formatted(row.cell(1)));
        };
    }

    private static Party party(Row row, int index) {
        return switch (row.cell(index)) {
            case "anybody" -> new Party.Anybody();
            case "member State" -> new Party.OfKind(Participant.Kind.MEMBER_STATE);
            case "third State" -> new Party.OfKind(Participant.Kind.THIRD_STATE);
            case "partner" -> new Party.OfKind(Participant.Kind.PARTNER);
            case "its own State", "State of the partner" -> new Party.SponsorOfOther();
            case String id when id.startsWith("EU-") -> new Party.Named(new ParticipantId(id));
            case String other ->
                throw row.wrong(
                        "'%s' is nobody; right: member State, third State, partner, its own State, anybody, EU-..."
                                .formatted(other));
        };
    }

    /** A name, or all names of a sort. */
    private Set<String> named(Row row, String item) {
        Set<String> names = new LinkedHashSet<>();
        for (Kind kind : kinds.values()) {
            String every = switch (kind.sort()) {
                case REQUEST -> "every request";
                case ANSWER -> "every answer";
                case NOTICE -> "every notice";
            };
            if (item.equals(kind.name()) || item.equals(every)) {
                names.add(kind.name());
            }
        }
        if (names.isEmpty()) {
            throw row.wrong("'%s' is not in the table of messages".formatted(item));
        }
        return names;
    }

    private ReleaseRule releaseRule(Row row) {
        Set<Header.Urgency> urgencies = EnumSet.noneOf(Header.Urgency.class);
        if (row.cell(1).equals("any")) {
            urgencies.addAll(EnumSet.allOf(Header.Urgency.class));
        } else {
            row.list(1).forEach(name -> urgencies.add(Header.Urgency.valueOf(name)));
        }
        Release release = switch (row.cell(2)) {
            case "one person" -> Release.ONE_PERSON;
            case "one person with a reason" -> Release.ONE_PERSON_WITH_REASON;
            case "two people" -> Release.TWO_PEOPLE;
            default -> throw row.wrong("released by '%s'".formatted(row.cell(2)));
        };
        return new ReleaseRule(named(row, row.cell(0)), urgencies, release);
    }

    private static Set<LegalBasis> bases(Row row, int index) {
        Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
        for (String name : row.list(index)) {
            try {
                bases.add(LegalBasis.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "policy, line %d: '%s' is no legal basis".formatted(row.line(), name), e);
            }
        }
        return bases;
    }
}
