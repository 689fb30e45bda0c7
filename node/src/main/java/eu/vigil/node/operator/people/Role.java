package eu.vigil.node.operator.people;

import java.util.Locale;
import java.util.Optional;

/** What a person is at a contact point; one may be several. */
public enum Role {
    /** Drafts, receives, acknowledges. */
    DUTY_OFFICER,
    /** Releases a request or a refusal that another has written. */
    APPROVER,
    /** Is called when nobody else answers. */
    SUPERVISOR,
    /** Keeps the directory entry. */
    DIRECTORY_MANAGER,
    /** Reads logs, and nothing else. */
    DATA_PROTECTION_OFFICER,
    /** Verifies and exports; reads nothing personal. */
    AUDITOR,
    /** Sees aggregates. */
    STATISTICIAN,
    /** Configuration and keys; no case content. */
    ADMINISTRATOR;

    /** The role as it stands in files: {@code duty-officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role that stands in a file under this word. */
    public static Optional<Role> ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
