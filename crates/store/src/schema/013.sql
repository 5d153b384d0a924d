-- Lists a page at a time: the last published first, by outlet, by stretch of time; who denies.
CREATE INDEX document_newest ON document (earliest DESC, capture, number, kind, outlet);
CREATE INDEX document_outlet ON document (outlet, earliest);
CREATE INDEX time_stretch ON time (earliest DESC, latest);
CREATE INDEX event_mention_denied ON event_mention (id) WHERE modality = 'denied';
