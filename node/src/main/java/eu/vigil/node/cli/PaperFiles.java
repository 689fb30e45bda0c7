package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * The messages of a case as files that others can check: SignedData in DER (.p7m), what travelled, the receipt as JSON, and the
 * sender's State CAs as PEM.
 */
final class PaperFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PEM_LINE = 64;

    private final Desktop desktop;
    private final Path named;
    private final Path folder;

    PaperFiles(Desktop desktop, Path named) {
        this.desktop = desktop;
        this.named = named;
        this.folder = desktop.surroundings().folder().resolve(named);
    }

    int save(NodeOptions options, String path) {
        return desktop.node().ask(options, new Question.Get(path), this::save);
    }

    private int save(JsonNode answer) {
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        try {
            Files.createDirectories(folder);
            int number = 0;
            for (JsonNode paper : answer.path("papers")) {
                saved.add(save(
                        paper,
                        "%02d-%s"
                                .formatted(++number, paper.path("kind").asText().replaceAll("[^A-Za-z]", ""))));
            }
        } catch (IOException e) {
            return desktop.screen().failed("--save: cannot write to %s: %s".formatted(folder, e.getMessage()));
        }
        return desktop.screen()
                .show(
                        () -> table(saved),
                        () -> JsonNodeFactory.instance.objectNode().set("saved", saved));
    }

    private ObjectNode save(JsonNode paper, String name) throws IOException {
        ObjectNode files = JsonNodeFactory.instance
                .objectNode()
                .put("messageId", paper.path("messageId").asText())
                .put("kind", paper.path("kind").asText());
        files.put("signed_message", write(name + ".p7m", bytes(paper.path("signedData"))));
        if (paper.has("sealed")) {
            files.put("sealed_message", write(name + ".sealed.p7m", bytes(paper.path("sealed"))));
        }
        if (paper.has("receipt")) {
            byte[] receipt = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(paper.path("receipt"));
            files.put("receipt", write(name + ".receipt.json", receipt));
        }
        StringBuilder anchors = new StringBuilder();
        paper.path("anchors").forEach(anchor -> anchors.append(pem(bytes(anchor))));
        files.put("anchors", write(name + ".anchors.pem", anchors.toString().getBytes(StandardCharsets.US_ASCII)));
        return files;
    }

    private String write(String file, byte[] bytes) throws IOException {
        Files.write(folder.resolve(file), bytes);
        return named.resolve(file).toString();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    private static String pem(byte[] certificate) {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate);
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(body);
    }

    private static String table(ArrayNode saved) {
        Table table = new Table("MESSAGE", "FILE");
        for (JsonNode files : saved) {
            for (String what : List.of("signed_message", "sealed_message", "receipt", "anchors")) {
                if (files.has(what)) {
                    table.row(files.path("kind").asText(), files.path(what).asText());
                }
            }
        }
        return table.toString();
    }
}
