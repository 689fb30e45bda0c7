-- Requests, messages, drafts and the outbox. What a column says of a person or of the content lies under the case's key
-- (columns named sealed_*); what is plain is coded, and finds things.

-- One key a case, wrapped by the node's key-encryption key: to destroy the row is to erase the case.
CREATE TABLE case_key (
    case_ref TEXT NOT NULL PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

-- The newest number of a yearly series: our cases, our own references.
CREATE TABLE series (
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    PRIMARY KEY (name, year)
);

CREATE TABLE request (
    request_id BYTEA NOT NULL PRIMARY KEY CHECK (length(request_id) = 16),
    network TEXT NOT NULL,
    case_ref TEXT NOT NULL REFERENCES case_key (case_ref),
    side TEXT NOT NULL,
    peer TEXT NOT NULL,
    kind TEXT NOT NULL,
    urgency TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    received_at BIGINT,
    feasibility_due BIGINT,
    national_reference TEXT,
    sealed_handled_by BYTEA,
    drill BOOLEAN NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX request_of_case ON request (case_ref, network, peer);
CREATE INDEX request_by_deadline ON request (feasibility_due, opened_at);
CREATE INDEX request_by_state ON request (state, feasibility_due);

CREATE TABLE history (
    request_id BYTEA NOT NULL REFERENCES request (request_id),
    line INTEGER NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    sealed_who BYTEA,
    sealed_detail BYTEA NOT NULL,
    message_id BYTEA,
    PRIMARY KEY (request_id, line)
);

CREATE TABLE draft (
    request_id BYTEA NOT NULL PRIMARY KEY REFERENCES request (request_id),
    sealed_draft BYTEA NOT NULL
);

-- An id is claimed for ever by the first verified message that bears it, accepted or refused.
CREATE TABLE message (
    network TEXT NOT NULL,
    sender TEXT NOT NULL,
    message_id BYTEA NOT NULL CHECK (length(message_id) = 16),
    recipient TEXT NOT NULL,
    -- Null for a refused message that names no case rightly: of it only the digest is kept.
    case_ref TEXT REFERENCES case_key (case_ref),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    decision TEXT NOT NULL,
    log_epoch INTEGER NOT NULL,
    leaf_index BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    sealed_signed_data BYTEA,
    -- The peer's receipt for a message of ours: a serialized vigil.v1.Receipt.
    receipt BYTEA,
    PRIMARY KEY (network, sender, message_id)
);
CREATE INDEX message_of_case ON message (case_ref, at);

-- What was accepted for sending, with the bytes that every attempt sends unchanged; a receipted row stays, because the peer may lose
-- what it has and ask for it again.
CREATE TABLE outbox (
    network TEXT NOT NULL,
    message_id BYTEA NOT NULL CHECK (length(message_id) = 16),
    peer TEXT NOT NULL,
    case_ref TEXT NOT NULL REFERENCES case_key (case_ref),
    lane TEXT NOT NULL,
    leaf_index BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    accepted_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempted BOOLEAN NOT NULL,
    ended_at BIGINT,
    sealed_envelope BYTEA NOT NULL,
    PRIMARY KEY (network, message_id)
);
CREATE INDEX outbox_waiting ON outbox (network, peer, leaf_index) WHERE ended_at IS NULL;
