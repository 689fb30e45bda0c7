package eu.vigil.node.dispatch;

/** Port: hears how the work with peers goes. Called on the dispatcher's lane: must not wait. */
public interface DispatchWatch {
    /** Hears nothing. */
    DispatchWatch NOBODY = new DispatchWatch() {
        @Override
        public void notReached(PeerId peer) {}

        @Override
        public void proved(PeerId peer) {}

        @Override
        public void rejected(PeerId peer) {}
    };

    /** A dial, or a link before its Hello, came to nothing. */
    void notReached(PeerId peer);

    /** A receipt was proved. */
    void proved(PeerId peer);

    /** A receipt proved nothing. */
    void rejected(PeerId peer);
}
