-- Cases that are about one thing here, each with each.
CREATE TABLE case_link (
    case_ref TEXT NOT NULL REFERENCES case_key (case_ref) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES case_key (case_ref) ON DELETE CASCADE,
    PRIMARY KEY (case_ref, other)
);
CREATE INDEX case_link_of_other ON case_link (other);
