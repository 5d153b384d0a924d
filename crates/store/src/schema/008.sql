-- What an item is judged by, packed, for layers in which working it out again costs more than keeping it.
CREATE TABLE profile (
    layer INTEGER NOT NULL,
    item INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (layer, item)
) WITHOUT ROWID;
-- Documents that were related before have none yet.
INSERT OR IGNORE INTO pending SELECT id FROM document;
