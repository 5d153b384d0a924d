-- Tellings of events. `earliest` and `latest` are null where the text gives no time; `who` has the names and words of all who
-- take part, in small letters, parted by lines.
CREATE TABLE event_mention (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    type TEXT NOT NULL,
    modality TEXT NOT NULL,
    who TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    start INTEGER NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX event_mention_document ON event_mention (document);
CREATE INDEX event_mention_earliest ON event_mention (earliest);
CREATE INDEX event_mention_type ON event_mention (type);
