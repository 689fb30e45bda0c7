-- The people of the node and their tokens, of which only SHA-256 hashes are kept.

CREATE TABLE person (
    person_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- Words of roles, sorted, separated by a blank.
    roles TEXT NOT NULL CHECK (length(roles) > 0),
    added_at BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE TABLE person_token (
    token_sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 64),
    person_id TEXT NOT NULL REFERENCES person (person_id),
    given_at BIGINT NOT NULL,
    revoked_at BIGINT
);
