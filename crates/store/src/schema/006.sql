-- Relations, kept up document by document. `pending`: documents, by id, whose relations do not yet show what the desk holds.
CREATE TABLE pending (document TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO pending SELECT id FROM document;

-- What relations were worked out by; another version works them out again.
CREATE TABLE related_by (version TEXT PRIMARY KEY) WITHOUT ROWID;

-- Items of a layer: documents, names, tellings. Ids are unsigned and kept with their highest bit turned, so that they sort alike.
CREATE TABLE item (
    layer INTEGER NOT NULL,
    id INTEGER NOT NULL,
    document INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (layer, id)
) WITHOUT ROWID;
CREATE INDEX item_document ON item (document, layer);
CREATE INDEX item_part ON item (layer, part);

-- By what items meet.
CREATE TABLE meeting (
    layer INTEGER NOT NULL,
    key INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (layer, key, moment, item)
) WITHOUT ROWID;
CREATE INDEX meeting_item ON meeting (layer, item);

-- What belongs together, how surely in thousandths, and why.
CREATE TABLE link (
    layer INTEGER NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    signs TEXT NOT NULL,
    PRIMARY KEY (layer, one, other)
) WITHOUT ROWID;
CREATE INDEX link_other ON link (layer, other, one);

-- Judgements that two items are one or are not, as they fit the items of today.
CREATE TABLE ruling (
    layer INTEGER NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    same INTEGER NOT NULL,
    judgement INTEGER NOT NULL REFERENCES judgement (key),
    PRIMARY KEY (layer, one, other, judgement)
) WITHOUT ROWID;
CREATE INDEX ruling_other ON ruling (layer, other);

-- The way from a document's text to the parts of its capture, packed; null in what an older version read.
ALTER TABLE document ADD COLUMN pieces BLOB;
