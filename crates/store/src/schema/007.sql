-- Which names documents bear. `item` is the name, `row` what the document has of it; `known`: the name alone shows that somebody bears it;
-- `named`: how often it stands there. Nothing is pending but what already is: relations are worked out again by another version.
CREATE TABLE bearing (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    known INTEGER NOT NULL,
    named INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (document, item)
) WITHOUT ROWID;
CREATE INDEX bearing_item ON bearing (item, document);
