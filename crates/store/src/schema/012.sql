-- What was parted together, by its first item.
ALTER TABLE item ADD COLUMN pool INTEGER NOT NULL DEFAULT 0;
CREATE INDEX item_pool ON item (layer, pool);
-- Items that were there before have none yet.
UPDATE item SET pool = id;
INSERT OR IGNORE INTO pending SELECT id FROM document;

-- Briefs that were kept: up to where each looked, and the tellings that its lines cite.
CREATE TABLE brief (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    arrival INTEGER NOT NULL,
    judgement INTEGER NOT NULL
);
CREATE TABLE briefed (
    cited TEXT NOT NULL,
    brief INTEGER NOT NULL REFERENCES brief (key),
    PRIMARY KEY (cited, brief)
) WITHOUT ROWID;
