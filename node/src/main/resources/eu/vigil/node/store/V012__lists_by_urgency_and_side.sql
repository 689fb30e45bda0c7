-- What is rare leads a list: emergencies among many urgent requests, and our own among many received, or the other way round.
CREATE INDEX request_listed_by_urgency ON request (urgency, list_due, list_opened, request_id);
CREATE INDEX request_listed_by_side ON request (side, list_due, list_opened, request_id);
-- The list's own order has the days in it.
DROP INDEX request_opened;
