package eu.vigil.soak;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.demo.Officer;
import eu.vigil.soak.ToldLedger.Deed;
import eu.vigil.soak.ToldLedger.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was promised against what is there, on both sides, once everything is quiet. */
final class Comparison {
    private final Map<String, Officer> officers;
    private final ToldLedger ledger;
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private final List<String> unreceipted = new ArrayList<>();
    private final List<String> unpaged = new ArrayList<>();
    private final Map<String, Map<String, JsonNode>> known = new HashMap<>();

    private Comparison(Map<String, Officer> officers, ToldLedger ledger) {
        this.officers = officers;
        this.ledger = ledger;
    }

    /** What is wrong, each with its case. */
    record Found(List<String> lost, List<String> duplicated, List<String> unreceipted, List<String> unpaged) {
        boolean nothing() {
            return lost.isEmpty() && duplicated.isEmpty() && unreceipted.isEmpty() && unpaged.isEmpty();
        }
    }

    static Found of(Map<String, Officer> officers, ToldLedger ledger) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(officers, ledger);
        comparison.compare();
        return new Found(comparison.lost, comparison.duplicated, comparison.unreceipted, comparison.unpaged);
    }

    private void compare() throws IOException, InterruptedException {
        for (Map.Entry<String, Officer> one : officers.entrySet()) {
            Map<String, JsonNode> cases = new HashMap<>();
            for (JsonNode found : one.getValue().cases()) {
                if (cases.put(found.path("caseRef").asText(), found) != null) {
                    duplicated.add("%s lists %s twice".formatted(one.getKey(), found.path("caseRef")));
                }
            }
            known.put(one.getKey(), cases);
            entries(one.getKey());
        }
        for (Told draft : ledger.told(Deed.DRAFT)) {
            if (!has(draft.node(), draft.caseRef())) {
                lost.add("draft " + draft);
            }
        }
        for (Told sent : ledger.told(Deed.SEND)) {
            sent(sent);
        }
        for (Told acknowledged : ledger.told(Deed.ACKNOWLEDGE)) {
            arrived(acknowledged, "ACKNOWLEDGED");
        }
        for (Told indicated : ledger.told(Deed.INDICATE)) {
            indicated(indicated);
        }
        pages();
    }

    /** One accepted leaf a message, on either side, and the same messages on both. */
    private void entries(String node) throws IOException, InterruptedException {
        Set<String> seen = new HashSet<>();
        for (JsonNode entry : officers.get(node).log(other(node))) {
            String id = entry.path("type").asText() + " " + entry.path("messageId").asText();
            if (entry.path("decision").asText().equals("ACCEPTED") && !seen.add(id)) {
                duplicated.add("%s has two leaves for %s".formatted(node, id));
            }
        }
    }

    private void sent(Told sent) throws IOException, InterruptedException {
        if (!has(sent.node(), sent.caseRef()) || !has(other(sent.node()), sent.caseRef())) {
            lost.add("request " + sent);
            return;
        }
        List<String> happened = happened(sent.node(), sent.caseRef());
        if (!happened.contains("RECEIPTED")) {
            unreceipted.add("request " + sent);
        }
    }

    private void arrived(Told told, String happening) throws IOException, InterruptedException {
        String requester = other(told.node());
        List<String> happened = has(requester, told.caseRef()) ? happened(requester, told.caseRef()) : List.of();
        long times = happened.stream().filter(happening::equals).count();
        if (times == 0) {
            lost.add(happening + " " + told);
        } else if (times > 1) {
            duplicated.add("%s %d times: %s".formatted(happening, times, told));
        }
    }

    private void indicated(Told told) throws IOException, InterruptedException {
        JsonNode ours = known.get(told.node()).getOrDefault(told.caseRef(), null);
        JsonNode theirs = known.get(other(told.node())).getOrDefault(told.caseRef(), null);
        if (ours == null
                || theirs == null
                || !theirs.has("indicatedAt")
                || !theirs.path("indicatedAt").equals(ours.path("indicatedAt"))) {
            lost.add("indication " + told);
        }
    }

    /** Every request that came in has rung somebody, and one page has one id however often it was sent. */
    private void pages() {
        known.forEach((node, cases) -> cases.values().stream()
                .filter(one -> !one.path("caseRef").asText().startsWith(node + "-"))
                .map(one -> one.path("caseRef").asText())
                .filter(caseRef -> !ledger.rang(caseRef))
                .forEach(caseRef -> unpaged.add("%s at %s".formatted(caseRef, node))));
        Map<String, String> ids = new HashMap<>();
        for (ToldLedger.Rung page : ledger.rung()) {
            String before = ids.putIfAbsent(page.place(), page.id());
            if (before != null && !before.equals(page.id())) {
                duplicated.add("the page %s bears %s and %s".formatted(page.place(), before, page.id()));
            }
        }
    }

    private boolean has(String node, String caseRef) {
        return known.get(node).containsKey(caseRef);
    }

    private List<String> happened(String node, String caseRef) throws IOException, InterruptedException {
        List<String> happened = new ArrayList<>();
        officers.get(node).show(caseRef).path("timeline").forEach(line -> happened.add(line.path("happening").asText()));
        return happened;
    }

    private String other(String node) {
        return officers.keySet().stream().filter(name -> !name.equals(node)).findFirst().orElseThrow();
    }
}
