-- What calendars announce. `earliest` and `latest` are null where the day is not known.
CREATE TABLE announcement (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    earliest TEXT,
    latest TEXT,
    start INTEGER NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX announcement_document ON announcement (document);
CREATE INDEX announcement_earliest ON announcement (earliest);

-- What ties documents: a document has an address of its own, names others' and the ids of those beside it. `key` is that
-- address or id as the shell spells it; `own` says which of the two sides the document is on.
CREATE TABLE tie (
    document INTEGER NOT NULL REFERENCES document (key),
    key TEXT NOT NULL,
    own INTEGER NOT NULL,
    PRIMARY KEY (document, key, own)
) WITHOUT ROWID;
CREATE INDEX tie_key ON tie (key, own);
