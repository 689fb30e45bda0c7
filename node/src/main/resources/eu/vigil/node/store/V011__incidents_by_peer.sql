-- What is asked of a peer's incidents for each message of a flood is found at once, however many there are.
DROP INDEX incident_peer;
CREATE INDEX incident_open_of_peer ON incident (peer, opened_at) WHERE state = 'OPEN';
CREATE INDEX incident_emergencies_of_peer ON incident (peer, opened_at) WHERE kind = 'REQUEST_RECEIVED' AND urgency = 'EMERGENCY';
CREATE INDEX incident_flood ON incident (peer, urgency) WHERE kind = 'FLOOD' AND state = 'OPEN';
