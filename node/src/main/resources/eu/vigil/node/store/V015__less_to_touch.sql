-- What one message changes in the store decides what it costs: fewer trees, and none twice.

-- Of the requests only those whose clock runs are ordered by it, and they are few; what is asked of them stands in the index. The others
-- are ordered by the days on which they were opened, which never change.
DROP INDEX request_listed;
DROP INDEX request_listed_by_peer;
DROP INDEX request_listed_by_kind;
DROP INDEX request_listed_by_urgency;
DROP INDEX request_listed_by_side;
CREATE INDEX request_running ON request (list_due, list_opened, request_id, state, side, peer, kind, urgency)
    WHERE list_due < 9223372036854775807;
CREATE INDEX request_listed ON request (list_opened, request_id);
CREATE INDEX request_listed_by_peer ON request (peer, list_opened, request_id);
CREATE INDEX request_listed_by_kind ON request (kind, list_opened, request_id);
CREATE INDEX request_listed_by_urgency ON request (urgency, list_opened, request_id);
CREATE INDEX request_listed_by_side ON request (side, list_opened, request_id);

-- Small rows stand in the tree of their key: one tree instead of two.
CREATE TABLE history_anew (
    request_id BYTEA NOT NULL REFERENCES request (request_id),
    line INTEGER NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    sealed_who BYTEA,
    sealed_detail BYTEA NOT NULL,
    message_id BYTEA,
    PRIMARY KEY (request_id, line)
) WITHOUT ROWID;
INSERT INTO history_anew SELECT request_id, line, at, what, sealed_who, sealed_detail, message_id FROM history ORDER BY request_id, line;
DROP TABLE history;
ALTER TABLE history_anew RENAME TO history;

CREATE TABLE pair_leaf_anew (
    log_id INTEGER NOT NULL REFERENCES pair_log (log_id),
    leaf_index BIGINT NOT NULL CHECK (leaf_index >= 0),
    leaf BYTEA NOT NULL,
    nodes BYTEA NOT NULL CHECK (length(nodes) >= 32),
    PRIMARY KEY (log_id, leaf_index)
) WITHOUT ROWID;
INSERT INTO pair_leaf_anew SELECT log_id, leaf_index, leaf, nodes FROM pair_leaf ORDER BY log_id, leaf_index;
DROP TABLE pair_leaf;
ALTER TABLE pair_leaf_anew RENAME TO pair_leaf;

CREATE TABLE pair_head_anew (
    log_id INTEGER NOT NULL REFERENCES pair_log (log_id),
    tree_size BIGINT NOT NULL CHECK (tree_size >= 1),
    root BYTEA NOT NULL CHECK (length(root) = 32),
    at BIGINT NOT NULL,
    PRIMARY KEY (log_id, tree_size)
) WITHOUT ROWID;
INSERT INTO pair_head_anew SELECT log_id, tree_size, root, at FROM pair_head ORDER BY log_id, tree_size;
DROP TABLE pair_head;
ALTER TABLE pair_head_anew RENAME TO pair_head;

CREATE TABLE outbox_anew (
    network TEXT NOT NULL,
    message_id BYTEA NOT NULL CHECK (length(message_id) = 16),
    peer TEXT NOT NULL,
    case_ref TEXT REFERENCES case_key (case_ref),
    lane TEXT NOT NULL,
    leaf_index BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    accepted_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempted BOOLEAN NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (network, message_id)
) WITHOUT ROWID;
INSERT INTO outbox_anew SELECT network, message_id, peer, case_ref, lane, leaf_index, digest, accepted_at, expires_at, attempted,
    ended_at FROM outbox ORDER BY network, message_id;
DROP TABLE outbox;
ALTER TABLE outbox_anew RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (network, peer, leaf_index) WHERE ended_at IS NULL;
