-- What was parted together, by its first item.
ALTER TABLE item ADD COLUMN pool INTEGER NOT NULL DEFAULT 0;
CREATE INDEX item_pool ON item (layer, pool);
-- Items that were there before have none yet.
UPDATE item SET pool = id;
INSERT OR IGNORE INTO pending SELECT id FROM document;
