package eu.vigil.node.casework;

/** What holds inside one journal transaction: nobody else writes, so a revision that was read there is still the newest. */
final class Books {
    private Books() {}

    static void replace(Requests requests, RequestRecord changed) {
        if (!requests.replace(changed)) {
            throw new IllegalStateException("request %s changed within one transaction".formatted(changed.id()));
        }
    }
}
