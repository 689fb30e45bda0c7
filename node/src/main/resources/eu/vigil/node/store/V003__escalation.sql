-- Who is called about what, and what came of it. Instants are BIGINT microseconds since 1970.

-- A policy as it was when an incident began; the version is the SHA-256 of the text.
CREATE TABLE pinned_policy (
    version TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
);

CREATE TABLE incident (
    code TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    urgency TEXT NOT NULL,
    peer TEXT,
    case_ref TEXT,
    message_kind TEXT,
    due_at BIGINT,
    policy_version TEXT NOT NULL REFERENCES pinned_policy (version),
    opened_at BIGINT NOT NULL,
    -- Every step due at or before it has fired.
    planned_through BIGINT,
    next_firing_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'CLOSED')),
    acknowledged_by TEXT,
    ended_at BIGINT,
    UNIQUE (kind, subject)
);
-- Only open incidents are ever looked for by time: their number stays small as the store grows.
CREATE INDEX incident_open ON incident (next_firing_at) WHERE state = 'OPEN';
CREATE INDEX incident_case ON incident (case_ref) WHERE case_ref IS NOT NULL;

CREATE TABLE fired_step (
    incident TEXT NOT NULL REFERENCES incident (code),
    step INTEGER NOT NULL CHECK (step >= 0),
    cycle INTEGER NOT NULL CHECK (cycle >= 0),
    due_at BIGINT NOT NULL,
    fired_at BIGINT NOT NULL,
    -- 1: it reached nobody, and the next step and the catch-all went ahead.
    advanced INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (incident, step, cycle)
);

CREATE TABLE step_fault (
    fault_id INTEGER NOT NULL PRIMARY KEY,
    incident TEXT NOT NULL REFERENCES incident (code),
    cycle INTEGER NOT NULL,
    step INTEGER NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (incident, cycle, step, text)
);

CREATE TABLE page (
    page_number INTEGER NOT NULL PRIMARY KEY,
    page_id TEXT NOT NULL UNIQUE,
    incident TEXT NOT NULL REFERENCES incident (code),
    cycle INTEGER NOT NULL,
    step INTEGER NOT NULL,
    target TEXT NOT NULL,
    channel TEXT NOT NULL,
    person TEXT,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('WAITING', 'CLAIMED', 'DELIVERED', 'REFUSED', 'SUPERSEDED', 'STOPPED')),
    -- Begun so far; also the number of the claim, without which no result is written.
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    first_attempt_at BIGINT,
    last_attempt_at BIGINT,
    next_attempt_at BIGINT NOT NULL,
    owner TEXT,
    lease_until BIGINT,
    fail_over_at BIGINT,
    last_result TEXT,
    UNIQUE (incident, cycle, step, target, channel)
);
CREATE INDEX page_waiting ON page (next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX page_claimed ON page (lease_until) WHERE state = 'CLAIMED';
-- Since when a step has reached nobody.
CREATE INDEX page_delivered ON page (incident, step, cycle) WHERE state = 'DELIVERED';
CREATE INDEX page_fail_over ON page (fail_over_at) WHERE fail_over_at IS NOT NULL;

-- Links in pages: the SHA-256 of each token.
CREATE TABLE page_token (
    hash BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    page_id TEXT NOT NULL REFERENCES page (page_id)
);
