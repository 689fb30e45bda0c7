-- Changes to accounts, which take two people, and the log of all that was done to accounts.

CREATE TABLE account_change (
    change_id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    person_id TEXT NOT NULL,
    -- Of a person to be added.
    name TEXT,
    -- Words of roles as in person.roles, where the change sets them.
    roles TEXT,
    -- Of the token that the change gives.
    token_sha256 TEXT CHECK (length(token_sha256) = 64),
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    -- CONFIRMED or REFUSED; null while it waits, and for ever if it lapses.
    ending TEXT,
    ended_by TEXT,
    ended_at BIGINT
);
CREATE INDEX account_change_waiting ON account_change (proposed_at) WHERE ending IS NULL;

-- Lines are only added.
CREATE TABLE account_log (
    entry INTEGER NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    change_id INTEGER,
    detail TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE TRIGGER account_log_stays_as_it_is BEFORE UPDATE ON account_log
BEGIN SELECT RAISE(ABORT, 'account_log: lines are only added'); END;
CREATE TRIGGER account_log_is_never_cut BEFORE DELETE ON account_log
BEGIN SELECT RAISE(ABORT, 'account_log: lines are only added'); END;

-- When a data-protection officer first read a line; what has no row here is yet to be told.
CREATE TABLE account_log_seen (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES account_log (entry),
    who TEXT NOT NULL,
    at BIGINT NOT NULL
);
