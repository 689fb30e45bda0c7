package eu.vigil.node.cli;

/** What every command that asks the node needs. */
record Desktop(Surroundings surroundings, Screen screen, NodeClient node) {
    Desktop(Surroundings surroundings, Globals globals, Screen screen) {
        this(surroundings, screen, new NodeClient(surroundings, globals, screen));
    }

    Times times() {
        return new Times(surroundings.zone());
    }
}
