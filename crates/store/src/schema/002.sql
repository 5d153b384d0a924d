-- Who said what: what a statement is found by, and the named referents of each document.
ALTER TABLE document ADD COLUMN latest TEXT;

-- `speaker`: name or description of who says it, null where that is open; `speaker_named` tells which of the two.
-- `described`: what a source that is a mere pronoun stands for, where its chain has no name. `stop`: one past its last byte.
ALTER TABLE statement ADD COLUMN speaker TEXT;
ALTER TABLE statement ADD COLUMN speaker_named INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN described TEXT;
ALTER TABLE statement ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statement ADD COLUMN stop INTEGER NOT NULL DEFAULT 0;
CREATE INDEX statement_authority ON statement (authority);
CREATE INDEX statement_class ON statement (cue_class);
CREATE INDEX statement_denied ON statement (key) WHERE denied;
CREATE INDEX statement_anonymous ON statement (key) WHERE anonymous;
CREATE INDEX statement_speaker ON statement (speaker, speaker_named);

CREATE TABLE referent (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES document (key),
    name TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    mentions INTEGER NOT NULL
);
CREATE INDEX referent_document ON referent (document);
CREATE INDEX referent_name ON referent (name);

ALTER TABLE mention ADD COLUMN referent INTEGER REFERENCES referent (key);
CREATE INDEX mention_referent ON mention (referent);

-- Without content: they answer with keys alone. Names are not stemmed, or Bank would find Banks.
CREATE VIRTUAL TABLE statement_name USING fts5(
    name, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
-- `others`: names of persons within the description of another (“an aide to Mr Aldous”).
CREATE VIRTUAL TABLE statement_words USING fts5(
    described, others, content, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE referent_search USING fts5(
    names, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
