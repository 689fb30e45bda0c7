package eu.vigil.node.operator;

/**
 * One thing that can be asked over HTTP.
 *
 * @param path with its parameters in braces, as OpenAPI writes it: {@code /api/v1/requests/{case}}
 * @param access who may
 * @param body what a caller sends along
 * @param work what is done; runs on a thread that may wait
 */
record Route(Method method, String path, Access access, Body body, Work work) {
    enum Method {
        GET,
        POST
    }

    /** What a caller sends along. */
    enum Body {
        NONE,
        /** {@code application/json}: also a defence, because no form of another site can send it unasked. */
        JSON,
        /** {@code application/x-www-form-urlencoded}, as a browser sends a form. */
        FORM,
        /** {@code application/json} of at most {@link #SIGNED_BYTES_MAX}, with its headers: a signature stands in them. */
        SIGNED
    }

    /** No provider's webhook is longer, and it is read before anybody knows who sends it. */
    static final int SIGNED_BYTES_MAX = 64 * 1024;

    @FunctionalInterface
    interface Work {
        Reply carryOut(Call call);
    }
}
