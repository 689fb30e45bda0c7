package eu.vigil.node.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.Clocks;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.SearchWords;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.metrics.Tally;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked of the list, the right requests come in the right order, and no question reads the whole book. */
class RequestListTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int REQUESTS = 240;
    private static final int PAGE = 7;

    @TempDir
    Path folder;

    private SqliteStore store;
    private final List<RequestRecord> all = new ArrayList<>();
    private final Set<CaseRef> found = new HashSet<>();

    @BeforeEach
    void fill() {
        store = SqliteFile.opened(folder);
        Random chance = new Random(6);
        Transactions.Open<StoreTransaction> open = store.begin();
        for (int number = 1; number <= REQUESTS; number++) {
            RequestRecord request = request(number, chance);
            all.add(request);
            open.ledger().requests().insert(request);
            if (chance.nextInt(3) == 0) {
                found.add(request.caseRef());
            }
        }
        open.commit(START);
        try (Handle handle = SqliteFile.beside(folder)) {
            found.forEach(
                    caseRef -> handle.createUpdate("INSERT INTO search_row (code, case_ref) VALUES (:code, :case)")
                            .bind("code", Logs.KEYS.search().code(SearchWords.normal("198.51.100.24")))
                            .bind("case", caseRef)
                            .execute());
        }
        all.sort(Comparator.comparing(
                        (RequestRecord request) -> request.feasibilityDue().orElse(Instant.MAX))
                .thenComparing(RequestRecord::openedAt, Comparator.reverseOrder())
                .thenComparing(request -> request.id().toString()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RequestRecord request(int number, Random chance) {
        // Several in one instant: their order must still be one.
        Instant at = START.plus(Duration.ofHours(number / 3));
        boolean ours = chance.nextInt(4) == 0;
        RequestState state = ours
                ? pick(chance, RequestState.DRAFT, RequestState.SENT, RequestState.RECEIPTED, RequestState.ANSWERED)
                : pick(chance, RequestState.RECEIVED, RequestState.EXECUTING, RequestState.ANSWERED);
        return new RequestRecord(
                MessageId.of(at, chance),
                new NetworkId("EU-ART13"),
                CaseRef.of(new ParticipantId("BE"), 2026, number),
                ours ? Side.REQUESTING : Side.REQUESTED,
                new ParticipantId(pick(chance, "FR", "NL")),
                pick(chance, "PreservationRequest", "InformationRequest"),
                pick(chance, Header.Urgency.EMERGENCY, Header.Urgency.URGENT),
                Deadlines.Term.EIGHT_HOURS,
                state,
                at,
                new Clocks(Optional.empty(), Optional.of(at), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                0);
    }

    @SafeVarargs
    private static <A> A pick(Random chance, A... choices) {
        return choices[chance.nextInt(choices.length)];
    }

    /** Every combination of what can be asked, with the same said in Java. */
    private Stream<Asked> questions() {
        Instant since = START.plus(Duration.ofHours(10));
        Instant until = START.plus(Duration.ofHours(60));
        return IntStream.range(0, 1 << 8).mapToObj(bits -> {
            CaseQuery query = new CaseQuery(
                    asked(bits, 0, RequestState.ANSWERED),
                    asked(bits, 1, Side.REQUESTED),
                    asked(bits, 2, new ParticipantId("FR")),
                    asked(bits, 3, "PreservationRequest"),
                    asked(bits, 4, Header.Urgency.URGENT),
                    asked(bits, 5, since),
                    asked(bits, 6, until),
                    asked(bits, 7, "198.51.100.24"),
                    Optional.empty());
            return new Asked(
                    query,
                    request -> query.state().map(request.state()::equals).orElse(true)
                            && query.side().map(request.side()::equals).orElse(true)
                            && query.peer().map(request.peer()::equals).orElse(true)
                            && query.kind().map(request.kind()::equals).orElse(true)
                            && query.urgency().map(request.urgency()::equals).orElse(true)
                            && query.since()
                                    .map(from -> !request.openedAt().isBefore(from))
                                    .orElse(true)
                            && query.until()
                                    .map(to -> request.openedAt().isBefore(to))
                                    .orElse(true)
                            && query.word()
                                    .map(_ -> found.contains(request.caseRef()))
                                    .orElse(true));
        });
    }

    private record Asked(CaseQuery query, Predicate<RequestRecord> fits) {}

    private static <A> Optional<A> asked(int bits, int bit, A value) {
        return (bits >> bit & 1) == 1 ? Optional.of(value) : Optional.empty();
    }

    private static CaseQuery after(CaseQuery query, RequestRecord last) {
        return new CaseQuery(
                query.state(),
                query.side(),
                query.peer(),
                query.kind(),
                query.urgency(),
                query.since(),
                query.until(),
                query.word(),
                Optional.of(CaseQuery.Place.of(last)));
    }

    @Test
    void whateverIsAskedTheSameComesInTheSameOrderAsByReadingAll() {
        assertThat(questions()).allSatisfy(asked -> {
            List<MessageId> expected =
                    all.stream().filter(asked.fits()).map(RequestRecord::id).toList();
            List<MessageId> seen = new ArrayList<>();
            CaseQuery query = asked.query();
            while (true) {
                List<RequestRecord> page = page(query);
                page.stream().map(RequestRecord::id).forEach(seen::add);
                if (page.size() < PAGE) {
                    break;
                }
                query = after(query, page.getLast());
            }
            assertThat(seen).isEqualTo(expected);
        });
    }

    private List<RequestRecord> page(CaseQuery query) {
        return store.<List<RequestRecord>>read(ledger -> ledger.requests().list(query, PAGE))
                .toCompletableFuture()
                .join();
    }

    @Test
    void noQuestionReadsTheWholeBookOrSortsMoreThanWhatIsRare() {
        try (Handle handle = SqliteFile.beside(folder)) {
            assertThat(questions().map(Asked::query).flatMap(query -> Stream.of(query, after(query, all.get(9)))))
                    .allSatisfy(query -> {
                        RequestList list = new RequestList(handle, Logs.KEYS.search(), query);
                        assertThat(list.parts()).allSatisfy(part -> {
                            List<String> plan = handle.createQuery("EXPLAIN QUERY PLAN " + part.sql())
                                    .bindAll(part.values())
                                    .bind("most", PAGE)
                                    .map(row -> row.getColumn("detail", String.class))
                                    .list();
                            inOrder(plan, query);
                        });
                    });
        }
    }

    @Test
    void everyOpenRequestIsCountedOnItsSideAndInItsState() {
        Map<Tally.Standing, Integer> expected = all.stream()
                .filter(request -> !request.state().ended())
                .collect(
                        groupingBy(request -> new Tally.Standing(request.side(), request.state()), summingInt(_ -> 1)));
        assertThat(expected).hasSizeGreaterThan(4);
        assertThat(store.read(ledger -> ledger.tallies().tally(START))
                        .toCompletableFuture()
                        .join()
                        .requests())
                .isEqualTo(expected);
    }

    private static void inOrder(List<String> plan, CaseQuery query) {
        boolean allOfThem = Stream.of(query.state(), query.side(), query.peer(), query.kind(), query.urgency())
                        .allMatch(Optional::isEmpty)
                && Stream.of(query.since(), query.until(), query.word()).allMatch(Optional::isEmpty);
        boolean byWord = plan.stream().anyMatch(line -> line.contains("request_of_case"));
        assertThat(plan)
                .as("%s", plan)
                .noneMatch(line -> line.startsWith("SCAN search_row") || line.equals("SCAN request"))
                .noneMatch(line -> line.startsWith("SCAN request") && !allOfThem)
                .noneMatch(line -> line.contains("TEMP B-TREE") && !byWord);
        assertThat(byWord && query.word().isEmpty()).as("%s", plan).isFalse();
    }

    @Test
    void theRarestThingAskedForLeads() {
        RequestRecord rare = all.stream()
                .filter(request -> request.state() == RequestState.SENT)
                .findFirst()
                .orElseThrow();
        try (Handle handle = SqliteFile.beside(folder)) {
            CaseQuery query = new CaseQuery(
                    Optional.of(rare.state()),
                    Optional.of(Side.REQUESTING),
                    Optional.of(rare.peer()),
                    Optional.of(rare.kind()),
                    Optional.of(rare.urgency()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            assertThat(new RequestList(handle, Logs.KEYS.search(), query)
                            .parts()
                            .getLast()
                            .sql())
                    .contains("state = :state AND +")
                    .doesNotContain("+state");
        }
    }
}
