package eu.vigil.node.operator;

import io.vertx.core.MultiMap;

/** The headers that every answer has: nothing may be framed, guessed, kept, loaded from elsewhere or run as a script. */
final class SecurityHeaders {
    /** For everything that is no page. */
    static final String NO_CONTENT_POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final boolean publicTls;

    SecurityHeaders(boolean publicTls) {
        this.publicTls = publicTls;
    }

    void put(MultiMap headers) {
        headers.set("Content-Security-Policy", NO_CONTENT_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // Not no-referrer: browsers would then send "Origin: null" with our own forms.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (publicTls) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
