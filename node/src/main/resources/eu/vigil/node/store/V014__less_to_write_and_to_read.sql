-- To change one column a database writes the whole row anew: what is large and never changes stands apart from what does.

-- The peer's receipt for a message of ours: a serialized vigil.v1.Receipt.
CREATE TABLE receipt (
    network TEXT NOT NULL,
    message_id BYTEA NOT NULL CHECK (length(message_id) = 16),
    receipt BYTEA NOT NULL,
    PRIMARY KEY (network, message_id)
);
INSERT INTO receipt SELECT network, message_id, receipt FROM message WHERE receipt IS NOT NULL;
ALTER TABLE message DROP COLUMN receipt;

-- Messages whose words are not kept yet.
CREATE TABLE search_waiting (
    waiting_number INTEGER NOT NULL PRIMARY KEY,
    network TEXT NOT NULL,
    sender TEXT NOT NULL,
    message_id BYTEA NOT NULL
);
INSERT INTO search_waiting (network, sender, message_id) SELECT network, sender, message_id FROM message WHERE unsearched ORDER BY at;
DROP INDEX message_unsearched;
ALTER TABLE message DROP COLUMN unsearched;

CREATE TABLE sent_envelope (
    network TEXT NOT NULL,
    message_id BYTEA NOT NULL,
    sealed_envelope BYTEA NOT NULL,
    PRIMARY KEY (network, message_id)
);
INSERT INTO sent_envelope SELECT network, message_id, sealed_envelope FROM outbox;
ALTER TABLE outbox DROP COLUMN sealed_envelope;

-- Which of a peer's incidents call for themselves is counted in the index alone.
DROP INDEX incident_open_of_peer;
CREATE INDEX incident_calling_of_peer ON incident (peer, opened_at, kind, state) WHERE state = 'OPEN' AND kind <> 'FLOOD';
-- In a flood most of what is open has another that calls for it, and no steps of its own.
DROP INDEX incident_open;
CREATE INDEX incident_open ON incident (kind, state) WHERE state = 'OPEN';
CREATE INDEX incident_firing ON incident (next_firing_at) WHERE state = 'OPEN' AND called_by IS NULL;

-- What is counted every few seconds is counted in an index alone.
DROP INDEX request_by_deadline;
CREATE INDEX request_by_deadline ON request (side, feasibility_due) WHERE feasibility_due IS NOT NULL;
DROP INDEX request_listed_by_state;
CREATE INDEX request_listed_by_state ON request (state, list_due, list_opened, request_id, side);
