-- In what order captures came: numbers are given in the transaction that writes a capture, so what a mark has not seen has a higher one.
CREATE TABLE arrival (number INTEGER PRIMARY KEY AUTOINCREMENT, capture TEXT NOT NULL UNIQUE);
INSERT INTO arrival (capture) SELECT capture FROM retrieval GROUP BY capture ORDER BY min(first_at), capture;

-- Up to where somebody has looked: arrivals, and judgements.
CREATE TABLE mark (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    arrival INTEGER NOT NULL,
    judgement INTEGER NOT NULL
);

-- Which desk this is: a backup goes over an older backup of the same desk and over nothing else.
CREATE TABLE identity (id TEXT NOT NULL);
INSERT INTO identity (id) VALUES (lower(hex(randomblob(16))));
