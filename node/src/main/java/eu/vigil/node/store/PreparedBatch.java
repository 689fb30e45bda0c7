package eu.vigil.node.store;

/** A change of the store that is made again and again. */
final class PreparedBatch extends SqlStatement<PreparedBatch> {
    PreparedBatch(Handle handle, String sql) {
        super(handle, sql);
    }

    @Override
    PreparedBatch self() {
        return this;
    }

    /** Makes the change with the values bound since the last time. */
    void add() {
        run(prepared -> prepared.statement().executeUpdate());
        forget();
    }
}
