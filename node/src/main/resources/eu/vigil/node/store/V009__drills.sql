-- Whether peers are there before they are needed. Instants are BIGINT microseconds since 1970.

-- How each peer's node stands, as the tests have it, and when it and its people are tried next.
CREATE TABLE reach (
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    last_success_at BIGINT,
    round_trip_micros BIGINT,
    failing_since BIGINT,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    next_test_at BIGINT NOT NULL,
    next_drill_at BIGINT NOT NULL,
    PRIMARY KEY (network, peer)
);

-- Tests of nodes, kept for two days, and drills of people, kept for good.
CREATE TABLE trial (
    nonce BYTEA NOT NULL PRIMARY KEY CHECK (length(nonce) = 16),
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('MACHINE', 'HUMAN')),
    asked_by TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    give_up_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- Who answered; NULL of an ended trial: nobody did.
    officer TEXT
);
CREATE INDEX trial_open ON trial (give_up_at) WHERE ended_at IS NULL;
CREATE INDEX trial_human ON trial (sent_at) WHERE level = 'HUMAN';
CREATE INDEX trial_machine_ended ON trial (ended_at) WHERE level = 'MACHINE' AND ended_at IS NOT NULL;

-- Ended tests of nodes by day of UTC: 365 rows a peer and year however often they are asked.
CREATE TABLE reach_day (
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    day TEXT NOT NULL,
    tests INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (network, peer, day)
);
CREATE INDEX reach_day_day ON reach_day (day);

-- Drills with which peers page our people.
CREATE TABLE peer_drill (
    message_id BYTEA NOT NULL PRIMARY KEY,
    network TEXT NOT NULL,
    peer TEXT NOT NULL,
    nonce BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    officer TEXT,
    state TEXT NOT NULL CHECK (state IN ('PAGING', 'OWED', 'OVER'))
);
CREATE INDEX peer_drill_owed ON peer_drill (received_at) WHERE state = 'OWED';
CREATE INDEX peer_drill_paging ON peer_drill (until_at) WHERE state = 'PAGING';
CREATE INDEX peer_drill_of ON peer_drill (network, peer, received_at);
