-- What is counted.
CREATE TABLE quantity (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    start INTEGER NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX quantity_document ON quantity (document);
