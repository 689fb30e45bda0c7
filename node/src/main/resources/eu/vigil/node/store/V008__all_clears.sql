-- What channels that were paged are told when nobody need be called any more, and what comes back from them.
CREATE TABLE all_clear (
    all_clear_number INTEGER NOT NULL PRIMARY KEY,
    all_clear_id TEXT NOT NULL UNIQUE,
    incident TEXT NOT NULL REFERENCES incident (code),
    channel TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('ACKNOWLEDGED', 'CLOSED')),
    -- When the incident came to that.
    at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('WAITING', 'CLAIMED', 'DELIVERED', 'GIVEN_UP', 'SUPERSEDED')),
    -- Begun so far; also the number of the claim, without which no result is written.
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt_at BIGINT NOT NULL,
    owner TEXT,
    lease_until BIGINT,
    last_result TEXT,
    UNIQUE (incident, channel, why)
);
CREATE INDEX all_clear_waiting ON all_clear (next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX all_clear_claimed ON all_clear (lease_until) WHERE state = 'CLAIMED';

-- Acknowledgements from a channel's far end, so that none counts twice.
CREATE TABLE hook_event (
    channel TEXT NOT NULL,
    event_id TEXT NOT NULL,
    incident TEXT NOT NULL REFERENCES incident (code),
    by_whom TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (channel, event_id)
);
