package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import eu.vigil.node.operator.desk.AnswerView;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseListing;
import eu.vigil.node.operator.desk.CaseSummary;
import eu.vigil.node.operator.desk.DraftView;
import eu.vigil.node.operator.desk.LogListing;
import eu.vigil.node.operator.desk.NodeStatus;
import eu.vigil.node.operator.desk.PageListing;
import eu.vigil.node.operator.desk.PageView;
import eu.vigil.node.operator.desk.Paper;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.node.operator.desk.ReceiptProof;
import eu.vigil.node.operator.desk.TimelineEntry;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The desk's answers as JSON. What is empty is left out; instants are RFC 3339 in UTC; digests and roots are hexadecimal,
 * other bytes base64.
 */
final class DeskJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DeskJson() {}

    static ObjectNode of(CaseSummary summary) {
        ObjectNode json = NODES.objectNode()
                .put("caseRef", summary.caseRef().value())
                .put("side", summary.side().name())
                .put("network", summary.network().value())
                .put("peer", summary.peer().value())
                .put("kind", summary.kind())
                .put("urgency", summary.urgency().name())
                .put("state", summary.state().name())
                .put("createdAt", summary.createdAt().toString())
                .put("changedAt", summary.changedAt().toString());
        put(json, "receivedAt", summary.receivedAt());
        put(json, "feasibilityDue", summary.feasibilityDue());
        put(json, "indicatedAt", summary.indicatedAt());
        put(json, "heldUntil", summary.heldUntil());
        summary.nationalReference().ifPresent(reference -> json.put("nationalReference", reference));
        if (summary.questions() > 0) {
            json.put("questions", summary.questions());
        }
        summary.concerns().ifPresent(caseRef -> json.put("concerns", caseRef.value()));
        return json.put("drill", summary.drill());
    }

    static ObjectNode of(CaseDetail detail) {
        ObjectNode json = of(detail.summary());
        json.set("request", detail.request());
        detail.draft().ifPresent(draft -> json.set("draft", of(draft)));
        ArrayNode answers = json.putArray("answers");
        detail.answers().forEach(answer -> answers.add(of(answer)));
        ArrayNode timeline = json.putArray("timeline");
        detail.timeline().forEach(entry -> timeline.add(of(entry)));
        if (!detail.linked().isEmpty()) {
            ArrayNode linked = json.putArray("linked");
            detail.linked().forEach(caseRef -> linked.add(caseRef.value()));
        }
        return json;
    }

    private static ObjectNode of(DraftView draft) {
        ObjectNode json = NODES.objectNode().put("kind", draft.kind());
        json.set("text", draft.text());
        json.put("content", hex(draft.content()));
        ArrayNode writers = json.putArray("writtenBy");
        draft.writtenBy().forEach(writers::add);
        draft.approvedBy().ifPresent(approver -> json.put("approvedBy", approver));
        return json;
    }

    private static ObjectNode of(AnswerView answer) {
        ObjectNode json = NODES.objectNode()
                .put("messageId", answer.id().toString())
                .put("kind", answer.kind())
                .put("sender", answer.sender().value())
                .put("at", answer.at().toString())
                .put("decision", answer.decision().name());
        json.set("text", answer.text());
        return json;
    }

    static ObjectNode of(Ping ping) {
        ObjectNode json = NODES.objectNode()
                .put("peer", ping.peer().value())
                .put("network", ping.network().value())
                .put("sentAt", ping.sentAt().toString());
        ping.roundTrip().ifPresent(time -> json.put("roundTripMs", time.toNanos() / 1e6));
        return json;
    }

    static ObjectNode papers(List<Paper> papers) {
        ObjectNode json = NODES.objectNode();
        ArrayNode list = json.putArray("papers");
        for (Paper paper : papers) {
            ObjectNode one = list.addObject()
                    .put("messageId", paper.id().toString())
                    .put("kind", paper.kind())
                    .put("sender", paper.sender().value())
                    .put("recipient", paper.recipient().value())
                    .put("at", paper.at().toString())
                    .put("signedData", base64(paper.signedData()));
            paper.sealed().ifPresent(bytes -> one.put("sealed", base64(bytes)));
            paper.receipt().ifPresent(receipt -> one.set("receipt", of(receipt)));
            ArrayNode anchors = one.putArray("anchors");
            paper.anchors().forEach(anchor -> anchors.add(base64(anchor)));
        }
        return json;
    }

    static ObjectNode of(CaseListing listing) {
        ObjectNode json = NODES.objectNode();
        ArrayNode cases = json.putArray("cases");
        listing.cases().forEach(summary -> cases.add(of(summary)));
        listing.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    static ObjectNode of(PageListing listing) {
        ObjectNode json = NODES.objectNode();
        ArrayNode pages = json.putArray("pages");
        listing.pages().forEach(page -> pages.add(of(page)));
        listing.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    static ObjectNode of(LogListing log) {
        ObjectNode json = NODES.objectNode()
                .put("network", log.network().value())
                .put("peer", log.peer().value())
                .put("origin", log.origin())
                .put("treeSize", log.treeSize())
                .put("root", hex(log.root()));
        log.checkpoint().ifPresent(note -> json.put("checkpoint", note));
        log.witnessed().ifPresent(note -> json.put("witnessed", note));
        ArrayNode entries = json.putArray("entries");
        log.entries()
                .forEach(entry -> entries.addObject()
                        .put("index", entry.index())
                        .put("type", entry.type().name())
                        .put("receivedAt", entry.receivedAt().toString())
                        .put("messageId", entry.messageId().toString())
                        .put("digest", hex(entry.digest()))
                        .put("decision", entry.decision().name())
                        .put("directoryVersion", entry.directoryVersion()));
        log.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    static ObjectNode of(NodeStatus status) {
        ObjectNode json = NODES.objectNode()
                .put("participant", status.participant().value())
                .put("version", status.version())
                .put("startedAt", status.startedAt().toString())
                .put("now", status.now().toString());
        ArrayNode networks = json.putArray("networks");
        status.networks().forEach(network -> {
            ObjectNode one = networks.addObject()
                    .put("network", network.network().value())
                    .put("directoryVersion", network.directoryVersion());
            ArrayNode peers = one.putArray("peers");
            network.peers().forEach(peer -> peers.add(of(peer)));
        });
        NodeStatus.Counts counts = status.counts();
        json.putObject("counts")
                .put("drafts", counts.drafts())
                .put("unreceipted", counts.unreceipted())
                .put("unacknowledged", counts.unacknowledged())
                .put("awaitingFeasibility", counts.awaitingFeasibility())
                .put("overdue", counts.overdue())
                .put("openIncidents", counts.openIncidents());
        return json;
    }

    static ObjectNode of(Health.Readiness readiness) {
        ObjectNode json = NODES.objectNode().put("ready", readiness.ready());
        ArrayNode checks = json.putArray("checks");
        readiness
                .checks()
                .forEach(check -> checks.addObject()
                        .put("name", check.name())
                        .put("well", check.well())
                        .put("detail", check.detail()));
        return json;
    }

    private static ObjectNode of(TimelineEntry entry) {
        ObjectNode json = NODES.objectNode()
                .put("at", entry.at().toString())
                .put("happening", entry.happening().name());
        entry.person().ifPresent(person -> json.put("person", person));
        if (!entry.detail().isEmpty()) {
            json.put("detail", entry.detail());
        }
        entry.proof().ifPresent(proof -> json.set("proof", of(proof)));
        return json;
    }

    private static ObjectNode of(ReceiptProof receipt) {
        ObjectNode json = NODES.objectNode()
                .put("leaf", base64(receipt.leaf()))
                .put("leafIndex", receipt.leafIndex())
                .put("treeSize", receipt.treeSize());
        ArrayNode proof = json.putArray("proof");
        receipt.proof().forEach(hash -> proof.add(base64(hash)));
        return json.put("checkpoint", receipt.checkpoint()).put("logKey", base64(receipt.logKey()));
    }

    private static ObjectNode of(PageView page) {
        ObjectNode json = NODES.objectNode().put("incident", page.incident()).put("cause", page.cause());
        page.caseRef().ifPresent(caseRef -> json.put("caseRef", caseRef.value()));
        json.put("step", page.step());
        page.person().ifPresent(person -> json.put("person", person));
        json.put("channel", page.channel())
                .put("state", page.state())
                .put("attempts", page.attempts())
                .put("dueAt", page.dueAt().toString());
        put(json, "firstAttemptAt", page.firstAttemptAt());
        put(json, "lastAttemptAt", page.lastAttemptAt());
        if (!page.result().isEmpty()) {
            json.put("result", page.result());
        }
        put(json, "acknowledgedAt", page.acknowledgedAt());
        page.acknowledgedBy().ifPresent(person -> json.put("acknowledgedBy", person));
        return json;
    }

    private static ObjectNode of(NodeStatus.PeerView peer) {
        ObjectNode json = NODES.objectNode()
                .put("peer", peer.peer().value())
                .put("dialled", peer.dialled().name())
                .put("listening", peer.listening())
                .put("queued", peer.queued());
        put(json, "oldestQueuedAt", peer.oldestQueuedAt());
        put(json, "lastReceiptAt", peer.lastReceiptAt());
        if (!peer.trouble().isEmpty()) {
            json.put("trouble", peer.trouble());
        }
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.put(name, instant.toString()));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
