package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.pki.vault.CaseKey;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.pki.vault.Revealing;
import eu.vigil.pki.vault.Unwrapping;
import eu.vigil.protocol.id.CaseRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Protects and reveals what is stored of a case, under the case's own key.
 *
 * @param unwrapped those that were used already
 */
record CaseKeys(Handle handle, CaseVault vault, Map<CaseRef, CaseKey> unwrapped) {

    /** Protects a value for the one place ({@code table.column} and row) where it will stand; makes the case's key if it has none. */
    byte[] protect(CaseRef caseRef, String place, byte[] plain) {
        return findOrMake(caseRef).protect(plain, bytes(place));
    }

    byte[] protect(CaseRef caseRef, String place, String plain) {
        return protect(caseRef, place, bytes(plain));
    }

    byte[] protect(CaseRef caseRef, String place, ByteString plain) {
        return protect(caseRef, place, plain.toByteArray());
    }

    /**
     * Reveals a value that was protected for this place.
     *
     * @throws IllegalStateException if the case's key is gone or the value was changed or moved
     */
    byte[] reveal(CaseRef caseRef, String place, byte[] stored) {
        CaseKey key = find(caseRef)
                .orElseThrow(
                        () -> new IllegalStateException("%s: the key of case %s is gone".formatted(place, caseRef)));
        return switch (key.reveal(stored, bytes(place))) {
            case Revealing.Revealed revealed -> revealed.plain();
            case Revealing.Unreadable unreadable ->
                throw new IllegalStateException("%s of case %s: %s".formatted(place, caseRef, unreadable));
        };
    }

    String revealText(CaseRef caseRef, String place, byte[] stored) {
        return new String(reveal(caseRef, place, stored), StandardCharsets.UTF_8);
    }

    /** Makes sure that the case has a key, so that its rows can refer to it. */
    CaseKey findOrMake(CaseRef caseRef) {
        return find(caseRef).orElseGet(() -> make(caseRef));
    }

    /** Has been read with something else of the case. */
    void met(CaseRef caseRef, byte[] wrapped) {
        if (!unwrapped.containsKey(caseRef)) {
            unwrap(caseRef, wrapped);
        }
    }

    private CaseKey make(CaseRef caseRef) {
        byte[] wrapped = vault.newWrappedKey(bytes(caseRef.value()));
        handle.createUpdate("INSERT INTO case_key (case_ref, wrapped) VALUES (:case, :wrapped)")
                .bind("case", caseRef)
                .bind("wrapped", wrapped)
                .execute();
        return unwrap(caseRef, wrapped);
    }

    private Optional<CaseKey> find(CaseRef caseRef) {
        CaseKey known = unwrapped.get(caseRef);
        return known == null ? stored(caseRef) : Optional.of(known);
    }

    private Optional<CaseKey> stored(CaseRef caseRef) {
        return handle.createQuery("SELECT wrapped FROM case_key WHERE case_ref = :case")
                .bind("case", caseRef)
                .mapTo(byte[].class)
                .findOne()
                .map(wrapped -> unwrap(caseRef, wrapped));
    }

    private CaseKey unwrap(CaseRef caseRef, byte[] wrapped) {
        return switch (vault.unwrap(wrapped, bytes(caseRef.value()))) {
            case Unwrapping.Unwrapped found -> {
                unwrapped.put(caseRef, found.key());
                yield found.key();
            }
            case Unwrapping.Unreadable unreadable ->
                throw new IllegalStateException("the key of case %s: %s".formatted(caseRef, unreadable));
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
