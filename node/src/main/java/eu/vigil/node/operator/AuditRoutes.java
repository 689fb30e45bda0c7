package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.operator.audit.AuditSlice;
import eu.vigil.node.operator.audit.LogAudit;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.HexFormat;

/** From HTTP to the {@link LogAudit} and back. */
final class AuditRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LogAudit audit;

    AuditRoutes(LogAudit audit) {
        this.audit = audit;
    }

    Reply check(Call call) {
        Ask ask = new Ask(call.query(), "peer", "network", "cursor");
        LogAudit.Scope scope = new LogAudit.Scope(
                ask.value("peer", ParticipantId::new), ask.value("network", NetworkId::new), ask.text("cursor"));
        return ask.wrong().orElseGet(() -> DeskRoutes.ok(audit.check(scope), AuditRoutes::json));
    }

    private static JsonNode json(AuditSlice slice) {
        ObjectNode json = NODES.objectNode();
        ArrayNode parts = json.putArray("parts");
        slice.parts().forEach(part -> parts.add(json(part)));
        slice.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    private static ObjectNode json(AuditSlice.Part part) {
        ObjectNode json = NODES.objectNode()
                .put("network", part.network().value())
                .put("peer", part.peer().value())
                .put("what", part.what().name())
                .put("epoch", part.epoch())
                .put("checked", part.checked())
                .put("size", part.size());
        part.root().ifPresent(root -> json.put("root", HexFormat.of().formatHex(root.toByteArray())));
        ArrayNode faults = json.putArray("faults");
        part.faults()
                .forEach(fault -> faults.addObject().put("where", fault.where()).put("why", fault.why()));
        ArrayNode unchecked = json.putArray("unchecked");
        part.unchecked().forEach(unchecked::add);
        return json;
    }
}
