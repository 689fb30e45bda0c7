package eu.vigil.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.demo.CaseText;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The requests that are sent: the demonstration's, made as long as is asked. */
final class Texts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path REQUEST = Path.of("scripts", "demo.d", "case-a", "preservation-request.json");
    /** What the node adds: ids, participants, instants, officers. */
    private static final int HEADER_BYTES = 150;

    private Texts() {}

    /** A request that is {@code bytes} long when it is signed. */
    static Draft request(String urgency, int bytes) throws IOException {
        String text = CaseText.lastNight(Files.readString(REQUEST), Instant.now());
        int missing = bytes - HEADER_BYTES - draft(text, urgency, 0).bytes().length;
        return draft(text, urgency, Math.max(0, missing));
    }

    private static Draft draft(String text, String urgency, int more) throws IOException {
        ObjectNode request = (ObjectNode) JSON.readTree(text);
        request.put("urgency", urgency);
        ObjectNode body = (ObjectNode) request.get("preservation_request");
        body.put("facts", body.get("facts").asText() + ".".repeat(more));
        return switch (new Form(new Rules()).read(request.toString())) {
            case Form.Drafted(Draft draft) -> draft;
            case Form.Wrong(var violations) -> throw new IllegalStateException(violations.toString());
        };
    }
}
