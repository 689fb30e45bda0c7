package eu.vigil.node.doctor;

import eu.vigil.pki.key.SecretRef;
import java.util.List;

/**
 * Who steals the disk must not get the keys with it.
 *
 * @param secret where the key file's secret is
 * @param besideStore whether it lies on the file system of the store; for a file only
 */
public record SecretPlaceCheck(SecretRef secret, boolean besideStore) implements Check {
    @Override
    public String name() {
        return "secret";
    }

    @Override
    public List<Finding> look() {
        return List.of(
                secret.kind() == SecretRef.Kind.FILE && besideStore
                        ? Finding.warning(
                                "keys.secret (%s) lies on the file system of the store: who steals the disk reads every case"
                                        .formatted(secret),
                                "keep it apart: systemd-creds encrypt it, LoadCredentialEncrypted=keys.secret in the unit, and"
                                        + " keys.secret: \"systemd-credential:keys.secret\"; or put it on another file system")
                        : Finding.ok("the key file's secret (%s) is kept apart from the store".formatted(secret)));
    }
}
