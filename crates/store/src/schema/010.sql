-- What a judgement gives beside its places: a grade, the form of a name.
ALTER TABLE judgement ADD COLUMN value TEXT;

-- Which things of today judgements that hold are about: kind and id. Sides count from 0.
CREATE TABLE attached (
    judgement INTEGER NOT NULL REFERENCES judgement (key),
    side INTEGER NOT NULL,
    what TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (judgement, side, id)
) WITHOUT ROWID;

-- Judgements of which something does not fit what the desk holds today, or that another replaces, and why.
CREATE TABLE unfit (
    judgement INTEGER PRIMARY KEY REFERENCES judgement (key),
    state TEXT NOT NULL,
    why TEXT NOT NULL
);

-- Has a line while judgements are to be held against the desk again: documents or judgements have come or gone.
CREATE TABLE unattached (mark INTEGER PRIMARY KEY);
INSERT INTO unattached VALUES (1);
