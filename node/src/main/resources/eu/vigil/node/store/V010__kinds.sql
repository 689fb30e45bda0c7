-- What the further kinds of messages do to requests, and how cases are found.

-- How long the requested State has for its feasibility reply.
ALTER TABLE request ADD COLUMN term TEXT NOT NULL DEFAULT 'EIGHT_HOURS';
UPDATE request SET term = 'SEVEN_DAYS' WHERE urgency = 'ROUTINE';

-- Questions of the requested State that wait for a reply.
ALTER TABLE request ADD COLUMN questions INTEGER NOT NULL DEFAULT 0;

-- Another case that this one is about: the hold that it prolongs, or that it keeps until assistance is decided.
ALTER TABLE request ADD COLUMN concerns TEXT;
