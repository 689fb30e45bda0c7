-- The journal's own memory, and the pair logs. Columns are named in PostgreSQL's types; SQLite takes them as they are.
-- Every instant is BIGINT microseconds since 1970; every hash is SHA-256, 32 bytes.

-- One row: the instant below which no later batch may be dated.
CREATE TABLE journal (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    newest_at BIGINT NOT NULL
);
INSERT INTO journal (singleton, newest_at) VALUES (1, 0);

-- The log kept for one peer in one network: its head as of the newest batch. An epoch is a tree of its own.
CREATE TABLE pair_log (
    log_id INTEGER NOT NULL PRIMARY KEY,
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    tree_size BIGINT NOT NULL CHECK (tree_size >= 0),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    UNIQUE (network, peer, epoch)
);

-- A leaf with the hashes of all complete subtrees that it closes, itself first, each 32 bytes: interior nodes cost no rows of
-- their own, and the node (level, i) is found in the row of leaf (i + 1) * 2^level - 1.
CREATE TABLE pair_leaf (
    log_id INTEGER NOT NULL REFERENCES pair_log (log_id),
    leaf_index BIGINT NOT NULL CHECK (leaf_index >= 0),
    leaf BYTEA NOT NULL,
    nodes BYTEA NOT NULL CHECK (length(nodes) >= 32),
    PRIMARY KEY (log_id, leaf_index)
);

-- The head at the end of each batch: the one into which the receipts of the batch's leaves were proved, and are again.
CREATE TABLE pair_head (
    log_id INTEGER NOT NULL REFERENCES pair_log (log_id),
    tree_size BIGINT NOT NULL CHECK (tree_size >= 1),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    at BIGINT NOT NULL,
    PRIMARY KEY (log_id, tree_size)
);

-- The newest head that a peer has proved of its log for us, per epoch of that log.
CREATE TABLE witnessed_head (
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    origin TEXT NOT NULL,
    tree_size BIGINT NOT NULL CHECK (tree_size >= 0),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (network, peer, epoch)
);

-- Evidence: two heads that a peer signed and that cannot both be of one log that only grew.
CREATE TABLE fork_evidence (
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    known_note TEXT NOT NULL,
    shown_note TEXT NOT NULL,
    -- A serialized vigil.v1.ConsistencyProof that fails; null for two heads of one size.
    proof BYTEA,
    at BIGINT NOT NULL,
    PRIMARY KEY (network, peer, known_note, shown_note)
);
