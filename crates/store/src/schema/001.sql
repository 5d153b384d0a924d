CREATE TABLE schema_version (version INTEGER PRIMARY KEY);

-- A capture that was read or refused. `given` is the retrieval it was read under.
CREATE TABLE capture (
    id TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    format TEXT,
    given TEXT NOT NULL,
    made_by TEXT NOT NULL,
    reason TEXT,
    refusal TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- The same bytes retrieved twice are one capture with two retrievals.
CREATE TABLE retrieval (
    capture TEXT NOT NULL REFERENCES capture (id),
    path TEXT NOT NULL,
    given TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (capture, path)
) WITHOUT ROWID;

-- Paths of which no bytes could be had.
CREATE TABLE unreached (
    path TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE part (
    capture TEXT NOT NULL REFERENCES capture (id),
    number INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    alternative INTEGER,
    PRIMARY KEY (capture, number)
) WITHOUT ROWID;

-- What was cut, guessed, mended or passed over in a capture, in words.
CREATE TABLE sign (
    capture TEXT NOT NULL REFERENCES capture (id),
    number INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (capture, number)
) WITHOUT ROWID;

-- Rows are kept as JSON, less their text, which stands beside them for search.
CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    capture TEXT NOT NULL REFERENCES capture (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    outlet TEXT,
    earliest TEXT,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX document_capture ON document (capture);
CREATE INDEX document_order ON document (path, capture, number);

CREATE TABLE statement (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    source TEXT,
    authority TEXT NOT NULL,
    cue_class TEXT NOT NULL,
    denied INTEGER NOT NULL,
    earliest TEXT,
    latest TEXT,
    start INTEGER NOT NULL,
    text TEXT NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX statement_document ON statement (document);

-- `earliest` and `latest` are null where no interval could be found.
CREATE TABLE time (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    earliest TEXT,
    latest TEXT,
    start INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX time_document ON time (document);
CREATE INDEX time_earliest ON time (earliest);

CREATE TABLE mention (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    name TEXT,
    start INTEGER NOT NULL,
    row TEXT NOT NULL
);
CREATE INDEX mention_document ON mention (document);

-- A person's decisions: append-only, undone by another line. They point at places, not at rows, and outlive every rebuild.
CREATE TABLE judgement (
    key INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    author TEXT NOT NULL,
    verb TEXT NOT NULL,
    places TEXT NOT NULL,
    note TEXT,
    undoes INTEGER REFERENCES judgement (key)
);

-- External content: `write.rs` keeps both sides in one transaction. No triggers: each would open a savepoint, at which FTS5
-- writes out its whole hash of pending terms.
CREATE VIRTUAL TABLE document_search USING fts5 (
    title, text, content = 'document', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_search USING fts5 (
    source, text, content = 'statement', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
