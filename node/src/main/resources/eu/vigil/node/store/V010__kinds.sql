-- What the further kinds of messages do to requests, and how cases are found.

-- How long the requested State has for its feasibility reply.
ALTER TABLE request ADD COLUMN term TEXT NOT NULL DEFAULT 'EIGHT_HOURS';
UPDATE request SET term = 'SEVEN_DAYS' WHERE urgency = 'ROUTINE';

-- Questions of the requested State that wait for a reply.
ALTER TABLE request ADD COLUMN questions INTEGER NOT NULL DEFAULT 0;

-- Another case that this one is about: the hold that it prolongs, or that it keeps until assistance is decided.
ALTER TABLE request ADD COLUMN concerns TEXT;

-- The order of the list as columns, so that any page of it begins at once: by the time that is left, those whose clock does not run
-- last, then the newest first.
ALTER TABLE request ADD COLUMN list_due BIGINT NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE request ADD COLUMN list_opened BIGINT NOT NULL DEFAULT 0;
UPDATE request SET list_due = COALESCE(feasibility_due, 9223372036854775807), list_opened = -opened_at;
CREATE INDEX request_listed ON request (list_due, list_opened, request_id);
CREATE INDEX request_listed_by_state ON request (state, list_due, list_opened, request_id);
CREATE INDEX request_listed_by_peer ON request (peer, list_due, list_opened, request_id);
CREATE INDEX request_listed_by_kind ON request (kind, list_due, list_opened, request_id);
CREATE INDEX request_opened ON request (opened_at);
-- The same, and what counts stands in them as well.
DROP INDEX request_by_deadline;
DROP INDEX request_by_state;
CREATE INDEX request_by_deadline ON request (feasibility_due) WHERE feasibility_due IS NOT NULL;

-- By which words a case is found: the first eight bytes of a keyed hash.
CREATE TABLE search_row (
    code BYTEA NOT NULL CHECK (length(code) = 8),
    case_ref TEXT NOT NULL REFERENCES case_key (case_ref) ON DELETE CASCADE,
    PRIMARY KEY (code, case_ref)
);
CREATE INDEX search_row_of_case ON search_row (case_ref);

-- Words are kept a moment after the message, so that nobody waits for it.
ALTER TABLE message ADD COLUMN unsearched BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE message SET unsearched = TRUE WHERE case_ref IS NOT NULL AND decision = 'ACCEPTED';
CREATE INDEX message_unsearched ON message (at) WHERE unsearched;
