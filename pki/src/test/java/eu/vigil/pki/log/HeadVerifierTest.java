package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.pki.key.LogKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadVerifierTest {
    private static final LogKey KEY = LogFixture.rfc8032Key();
    private static final String ORIGIN = LogFixture.ORIGIN.text();
    private static final Head HEAD = new Head(ORIGIN, 5, ReferenceTree.of(5).root(5));
    private static final String NOTE = new HeadSigner(KEY).sign(HEAD);
    private static final HeadVerifier VERIFIER = new HeadVerifier(ORIGIN, List.of(KEY.publicKey32()));

    @Test
    void aHeadIsANoteOfThreeLinesAndOneSignatureUnderTheLogsName() {
        String[] lines = NOTE.split("\n", -1);
        assertThat(lines).hasSize(6);
        assertThat(lines[0]).isEqualTo("fr.eu-art13.vigil.internal/pair/be/1");
        assertThat(lines[1]).isEqualTo("5");
        assertThat(lines[2]).matches("[A-Za-z0-9+/]{43}=");
        assertThat(lines[3]).isEmpty();
        assertThat(lines[4]).startsWith("\u2014 fr.eu-art13.vigil.internal/pair/be/1 ");
        assertThat(VERIFIER.read(NOTE)).isEqualTo(new HeadReading.Signed(HEAD, NOTE));
    }

    @Test
    void theSameHeadGivesTheSameNoteByteForByte() {
        assertThat(new HeadSigner(LogFixture.rfc8032Key()).sign(HEAD)).isEqualTo(NOTE);
    }

    @Test
    void theSignatureIsTheOneThatTheJdkMakes() throws GeneralSecurityException {
        Note note = Note.read(NOTE).orElseThrow();
        Signature jdk = Signature.getInstance("Ed25519", "SunEC");
        jdk.initSign(KEY.ed25519());
        jdk.update(note.text().getBytes(StandardCharsets.UTF_8));
        assertThat(note.signatures().getFirst().signature()).isEqualTo(ByteString.copyFrom(jdk.sign()));
    }

    @Test
    void whatIsNoPublicKeySignsNothingAndASignatureOfAnotherLengthIsNone() {
        ByteString noPoint = ByteString.copyFrom(new byte[31]);
        assertRejected(new HeadVerifier(ORIGIN, List.of(noPoint)), NOTE, "no known key");
        Note note = Note.read(NOTE).orElseThrow();
        Note.Signature signature = note.signatures().getFirst();
        ByteString shorter = signature.signature().substring(1);
        String cut = new Note(
                        note.text(), List.of(new Note.Signature(signature.keyName(), signature.keyHash(), shorter)))
                .written();
        assertRejected(VERIFIER, cut, "does not verify");
    }

    /** The example of C2SP signed-note and of Go's golang.org/x/mod/sumdb/note: key PeterNeumann+c74f20a3. */
    @Test
    void theNoteThatOtherImplementationsShowAsTheirExampleIsRead() {
        String text = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """;
        ByteString key = Note.base64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
                .orElseThrow()
                .substring(1);

        assertThat(Note.keyHash("PeterNeumann", key)).isEqualTo(ByteString.fromHex("c74f20a3"));
        // signed, by a key of that name, but two lines of text are no checkpoint
        assertThat(new HeadVerifier("PeterNeumann", List.of(key)).read(text))
                .isEqualTo(new HeadReading.Rejected("what PeterNeumann signed is no checkpoint"));
        assertThat(new HeadVerifier("PeterNeumann", List.of(key)).read(text.replace("think", "THINK")))
                .isEqualTo(new HeadReading.Rejected("the signature of PeterNeumann does not verify"));
    }

    @Test
    void signaturesOfOthersAndExtensionLinesArePassedOver() {
        Note note = Note.read(NOTE).orElseThrow();
        Note.Signature witness =
                new Note.Signature("witness.example", ByteString.fromHex("06070809"), ByteString.copyFromUtf8("x"));
        String cosigned =
                new Note(note.text(), List.of(witness, note.signatures().getFirst())).written();

        assertThat(VERIFIER.read(cosigned)).isEqualTo(new HeadReading.Signed(HEAD, cosigned));
        assertThat(Head.read(HEAD.checkpoint() + "an extension\n")).contains(HEAD);
    }

    @Test
    void anotherKeyAnotherLogAndAnotherTextAreRejected() {
        assertRejected(new HeadVerifier(ORIGIN, List.of(LogFixture.anotherKey().publicKey32())), NOTE, "no known key");
        assertRejected(new HeadVerifier("de.x", List.of(KEY.publicKey32())), NOTE, "no known key");
        assertRejected(VERIFIER, NOTE.replaceFirst("\n5\n", "\n6\n"), "does not verify");
    }

    @Test
    void aKeyMayBeFollowedByTheNext() {
        List<ByteString> both = List.of(LogFixture.anotherKey().publicKey32(), KEY.publicKey32());
        assertThat(new HeadVerifier(ORIGIN, both).read(NOTE)).isEqualTo(new HeadReading.Signed(HEAD, NOTE));
    }

    /** One key signs all logs of a node: a true head of the log for Germany must not pass for that of Belgium. */
    @Test
    void aHeadOfAnotherLogOfTheSameKeyIsRejectedUnderWhateverName() {
        Head german = new Head("fr.eu-art13.vigil.internal/pair/de/1", 5, HEAD.root());
        Note note = Note.read(new HeadSigner(KEY).sign(german)).orElseThrow();
        assertRejected(VERIFIER, note.written(), "no known key");
        Note.Signature renamed = new Note.Signature(
                ORIGIN,
                Note.keyHash(ORIGIN, KEY.publicKey32()),
                note.signatures().getFirst().signature());
        assertRejected(VERIFIER, new Note(note.text(), List.of(renamed)).written(), "is of the log");
    }

    @Test
    void bytesHaveOneBase64FormOnly() {
        assertThat(Note.base64("QQ==")).contains(ByteString.copyFromUtf8("A"));
        assertThat(List.of("QQ", "QR==", "QQ=", "Q Q==", "QQ==\n", "_w=="))
                .allSatisfy(text -> assertThat(Note.base64(text)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "a\n1\nx\n",
                "a\n1\nx\n\n\u2014 a \n",
                "a\n1\nx\n\n\u2014 a AAAA\n",
                "a\n1\nx\n\n- a AAAAAAAA\n",
                "a\n1\nx\n\n\u2014 a AAAAAAAA",
                "a\n1\nx\u0007\n\n\u2014 a AAAAAAAA\n"
            })
    void whatIsNoNoteIsRejected(String text) {
        assertRejected(VERIFIER, text, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n-1\nR\n",
                "o\n01\nR\n",
                "o\n+1\nR\n",
                "o\n1 \nR\n",
                "o\n9999999999999999999\nR\n",
                "o\n1\nAAAA\n",
                "\n1\nR\n",
                "o\n1\n",
                "o\n1\nR\n\n",
                "o\n1\nR"
            })
    void whatIsNoCheckpointIsNoHead(String text) {
        String root = HEAD.checkpoint().split("\n", -1)[2];
        assertThat(Head.read(text.replace("R", root))).isEmpty();
        assertThat(Head.read("o\n1\n" + root + "\n")).isPresent();
    }

    @Test
    void aNoteOverItsLimitIsRejected() {
        assertRejected(VERIFIER, "x".repeat(Note.CHARS_MAX) + NOTE, "no signed note");
        Note note = Note.read(NOTE).orElseThrow();
        String crowd = new Note(
                        note.text(),
                        java.util.Collections.nCopies(17, note.signatures().getFirst()))
                .written();
        assertRejected(VERIFIER, crowd, "no signed note");
    }

    private static void assertRejected(HeadVerifier verifier, String note, String why) {
        assertThat(verifier.read(note))
                .isInstanceOfSatisfying(
                        HeadReading.Rejected.class,
                        rejected -> assertThat(rejected.why()).contains(why));
    }
}
