-- Who of a surname is named around what: `around` is a day (from 1970 on) or a capture, `item` a full name.
CREATE TABLE surname (
    key INTEGER NOT NULL,
    around INTEGER NOT NULL,
    item INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (key, around, item, document)
) WITHOUT ROWID;
CREATE INDEX surname_document ON surname (document);

-- Surnames that stand alone in a document; `item` is the full name that they are held for, null where none is.
CREATE TABLE bare (
    key INTEGER NOT NULL,
    document INTEGER NOT NULL,
    capture INTEGER NOT NULL,
    day INTEGER,
    item INTEGER,
    row TEXT NOT NULL,
    PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX bare_document ON bare (document);

-- Names are read otherwise than before.
INSERT OR IGNORE INTO pending SELECT id FROM document;
