-- A flood of one peer's incidents calls somebody once, about all of them: the incident that calls in the others' place.
ALTER TABLE incident ADD COLUMN called_by TEXT REFERENCES incident (code);
CREATE INDEX incident_called_by ON incident (called_by) WHERE called_by IS NOT NULL AND state = 'OPEN';
-- How many of a peer's incidents were opened lately.
CREATE INDEX incident_peer ON incident (peer, opened_at) WHERE peer IS NOT NULL;
