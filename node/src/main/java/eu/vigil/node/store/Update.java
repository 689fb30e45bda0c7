package eu.vigil.node.store;

/** A change of the store. */
final class Update extends SqlStatement<Update> {
    Update(Handle handle, String sql) {
        super(handle, sql);
    }

    @Override
    Update self() {
        return this;
    }

    /** Makes the change; returns how many rows it touched. */
    int execute() {
        return run(prepared -> prepared.statement().executeUpdate());
    }
}
