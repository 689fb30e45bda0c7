package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The public test data of transparency-dev/merkle (Apache-2.0, its licence lies beside it): each file says what must hold. */
class MerkleVectorsTest {
    private static final int FILES = 92;

    @TestFactory
    Stream<DynamicTest> everyInclusionProofGivesItsStatedOutcome() {
        return vectors("inclusion")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Struct vector = read(file);
                    assertThat(outcome(ProofCheck.inclusion(
                                    number(vector, "leafIdx"),
                                    number(vector, "treeSize"),
                                    hash(vector, "leafHash"),
                                    proof(vector),
                                    hash(vector, "root"))))
                            .isEqualTo(expected(vector));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyConsistencyProofGivesItsStatedOutcome() {
        return vectors("consistency")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Struct vector = read(file);
                    assertThat(outcome(ProofCheck.consistency(
                                    number(vector, "size1"),
                                    number(vector, "size2"),
                                    hash(vector, "root1"),
                                    hash(vector, "root2"),
                                    proof(vector))))
                            .isEqualTo(expected(vector));
                }));
    }

    @Test
    void noVectorIsLeftOut() {
        assertThat(vectors("inclusion").count() + vectors("consistency").count())
                .isEqualTo(FILES);
    }

    private static Stream<Path> vectors(String kind) {
        try (Stream<Path> files = Files.walk(
                Path.of(MerkleVectorsTest.class.getResource("merkle/" + kind).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static Struct read(Path file) throws IOException {
        Struct.Builder vector = Struct.newBuilder();
        JsonFormat.parser().merge(Files.readString(file), vector);
        return vector.build();
    }

    private static String outcome(ProofCheck.Result result) {
        return switch (result) {
            case ProofCheck.Result.Holds() -> "holds";
            case ProofCheck.Result.Fails _ -> "fails";
        };
    }

    private static String expected(Struct vector) {
        return vector.getFieldsOrThrow("wantErr").getBoolValue() ? "fails" : "holds";
    }

    /** Unsigned 64 bits as the wire has them: what is above the largest signed number reads as a negative one. */
    private static long number(Struct vector, String field) {
        return BigDecimal.valueOf(vector.getFieldsOrThrow(field).getNumberValue())
                        .toBigInteger()
                        .subtract(java.math.BigInteger.ONE)
                        .longValue()
                + 1;
    }

    private static TreeHash hash(Struct vector, String field) {
        return hash(vector.getFieldsOrThrow(field).getStringValue());
    }

    /** A vector's hash that is none, for its length, stands for one that nothing hashes to. */
    private static TreeHash hash(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return bytes.length == TreeHash.BYTES
                ? new TreeHash(ByteString.copyFrom(bytes))
                : TreeHash.ofLeaf(ByteString.copyFrom(bytes));
    }

    private static List<TreeHash> proof(Struct vector) {
        Value proof = vector.getFieldsOrThrow("proof");
        return proof.getListValue().getValuesList().stream()
                .map(step -> hash(step.getStringValue()))
                .toList();
    }
}
