-- What answers do to requests: clocks that stop, data that is held, texts that wait for a second person.

-- When the requesting node had it durably, and the instant that the first feasibility reply bears.
ALTER TABLE request ADD COLUMN accepted_at BIGINT;
ALTER TABLE request ADD COLUMN indicated_at BIGINT;

-- From now on it stands only while that clock runs, so that the list can be ordered by it.
UPDATE request SET feasibility_due = NULL WHERE state NOT IN ('RECEIPTED', 'RECEIVED', 'ACKNOWLEDGED');

-- What is kept because of it, at least until when.
ALTER TABLE request ADD COLUMN hold_state TEXT;
ALTER TABLE request ADD COLUMN hold_since BIGINT;
ALTER TABLE request ADD COLUMN hold_until BIGINT;

-- Through which instant its deadlines have told somebody, and when the next will; null if none will.
ALTER TABLE request ADD COLUMN watched_through BIGINT;
ALTER TABLE request ADD COLUMN next_watch_at BIGINT;
-- Only what still wants somebody is ever looked for: it stays small as the store grows.
CREATE INDEX request_by_watch ON request (next_watch_at) WHERE next_watch_at IS NOT NULL;
-- Requests of an earlier release are looked at once, and then know themselves.
UPDATE request SET next_watch_at = 0 WHERE state IN ('QUEUED', 'SENT', 'OUTCOME_UNKNOWN', 'RECEIPTED', 'RECEIVED', 'ACKNOWLEDGED');

-- Who wrote a text and who approved it; the approval with the SHA-256 of what was read.
ALTER TABLE draft ADD COLUMN sealed_hands BYTEA;
ALTER TABLE draft ADD COLUMN sealed_approval BYTEA;

-- A message may belong to no case: its envelope, which is sealed for the peer and says nothing of anybody, then stands as it is.
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
    sealed_envelope BYTEA NOT NULL,
    PRIMARY KEY (network, message_id)
);
INSERT INTO outbox_anew SELECT network, message_id, peer, case_ref, lane, leaf_index, digest, accepted_at, expires_at, attempted,
    ended_at, sealed_envelope FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_anew RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (network, peer, leaf_index) WHERE ended_at IS NULL;
