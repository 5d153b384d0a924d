//! A report as one HTML page: what happened, what cannot all stand, who said what in order, from which documents.
//!
//! Every line has what qualifies it in its own element, with the words and where they stand. Invariant: no script, no address that is
//! loaded; text of a capture is text. Cost: the rows of what is reported are held until the end.

use crate::qualify::{self, Qualifier, Value};
use crate::whole::{Dossier, LeftOut, Whole, is_real};
use crate::{words, xml};
use dateline_record::{DisagreementRow, DocumentRow, EntityRow, EventRow, ParticipantRow, StatementRow, When};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;
use std::io::{self, Write};

const LOOKS: &str = include_str!("report.css");
/// Nothing may be loaded or run, whatever else a page might hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A report that is being gathered.
pub struct Report<'a> {
    out: &'a mut dyn Write,
    title: String,
    entities: Vec<EntityRow>,
    documents: BTreeMap<String, DocumentRow>,
    order: Vec<String>,
    statements: Vec<StatementRow>,
    events: Vec<EventRow>,
    disagreements: Vec<DisagreementRow>,
}

impl<'a> Report<'a> {
    /// Nothing is gathered yet.
    pub fn new(out: &'a mut dyn Write, title: &str) -> Report<'a> {
        let (entities, documents, order, statements, events, disagreements) = Default::default();
        Report { out, title: title.to_owned(), entities, documents, order, statements, events, disagreements }
    }
}

impl Whole for Report<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        self.entities.push(row.clone());
        Ok(())
    }

    fn document(&mut self, own: &Dossier) -> io::Result<()> {
        let id = own.document.id.clone();
        self.order.push(id.clone());
        self.documents.insert(id, DocumentRow { text: String::new(), links: Vec::new(), ..own.document.clone() });
        self.statements.extend(own.statements.iter().cloned());
        Ok(())
    }

    fn event(&mut self, row: &EventRow) -> io::Result<()> {
        self.events.push(row.clone());
        Ok(())
    }

    fn disagreement(&mut self, row: &DisagreementRow) -> io::Result<()> {
        self.disagreements.push(row.clone());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        let day = |when: Option<&When>| when.and_then(|when| when.earliest.clone());
        let documents = &self.documents;
        self.statements.sort_by_cached_key(|own| {
            let published = documents.get(&own.document).and_then(|document| day(document.published.as_ref()));
            let known = day(own.said.as_ref()).or(published);
            (known.is_none(), known, own.document.clone(), own.span, own.id.clone())
        });
        let published = |id: &String| documents.get(id).and_then(|own| day(own.published.as_ref()));
        self.order.sort_by_cached_key(|id| (published(id).is_none(), published(id), id.clone()));
        self.entities.sort_by(|one, other| other.mentions.cmp(&one.mentions).then_with(|| one.id.cmp(&other.id)));
        self.out.write_all(self.page().into_string().as_bytes())?;
        self.out.write_all(b"\n")?;
        Ok(LeftOut::new())
    }
}

impl Report<'_> {
    fn page(&self) -> Markup {
        let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let counts = [
            counted(self.documents.len(), "document"),
            counted(self.statements.len(), "statement"),
            counted(self.events.len(), "event"),
            counted(self.disagreements.len(), "disagreement"),
        ];
        let counts = counts.join(", ");
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (shown(&self.title)) }
                    style { (PreEscaped(LOOKS)) }
                }
                body {
                    main {
                        h1 { (shown(&self.title)) }
                        p { (counts) ". A statement is what somebody says, not what is so. Separate origins are counted, not confirmed; reports "
                            "of unknown lineage never raise them. What cannot all stand is put side by side and not resolved." }
                        @if !self.events.is_empty() { h2 { "What is told" } ol { @for row in &self.events { (self.event_line(row)) } } }
                        @if !self.disagreements.is_empty() {
                            h2 { "What cannot all stand" }
                            @for row in &self.disagreements { (disagreement(row)) }
                        }
                        @if !self.statements.is_empty() {
                            h2 { "Who said what" }
                            ol { @for row in &self.statements { (self.statement(row)) } }
                        }
                        @if !self.entities.is_empty() {
                            h2 { "Who is named" }
                            ul { @for row in &self.entities { li { span.line { (shown(&row.name)) } (about(&qualify::entity(row), &["name"])) } } }
                        }
                        h2 { "Documents" }
                        ol {
                            @for row in self.order.iter().filter_map(|id| self.documents.get(id)) {
                                li id=(format!("d-{}", row.id)) {
                                    span.line { (shown(row.title.as_deref().unwrap_or("No title"))) }
                                    (about(&qualify::document(row), &["title"]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn event_line(&self, row: &EventRow) -> Markup {
        let class = if is_real(row.modality) { "line" } else { "not-so" };
        let when = row.when.as_ref().map_or("no time given".to_owned(), words::when);
        let names = |all: &[ParticipantRow]| all.iter().map(words::participant).collect::<Vec<_>>().join(", ");
        let (actors, recipients) = (names(&row.actors), names(&row.recipients));
        let who = match (actors.is_empty(), recipients.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!(": {actors}"),
            _ => format!(": {actors} → {recipients}"),
        };
        let head = format!("{}: {}{who}, {when}", words::name(&row.modality), row.event_type);
        html! {
            li {
                span class=(class) { (shown(&head)) }
                (about(&qualify::event(row), &["modality", "type", "when", "actors", "recipients"]))
                ul {
                    @for own in &row.mentions {
                        li {
                            blockquote { (shown(&own.text)) }
                            (self.source(&own.document))
                            (about(&qualify::telling(own), self.told_by_source(&own.document)))
                        }
                    }
                }
            }
        }
    }

    fn statement(&self, row: &StatementRow) -> Markup {
        let when = row.said.as_ref().map_or("when it was said is not told".to_owned(), words::when);
        let verb = if row.denied { "denies" } else { words_of(row) };
        let class = if row.denied || row.hedged { "not-so" } else { "line" };
        html! {
            li id=(format!("s-{}", row.id)) {
                span class=(class) { (shown(&format!("{when}: {} {verb}", words::speaker(row)))) }
                blockquote { (shown(&row.text)) }
                (self.source(&row.document))
                (about(&qualify::statement(row), &["source", "said", "text", "document"]))
            }
        }
    }

    /// What of a telling stands beside its document's name already.
    fn told_by_source(&self, id: &str) -> &'static [&'static str] {
        const BESIDE: &[&str] = &["text", "document", "document_kind", "published"];
        if self.documents.contains_key(id) { BESIDE } else { &BESIDE[..2] }
    }

    /// The document in a few words, with what is to be known of it.
    fn source(&self, id: &str) -> Markup {
        let Some(row) = self.documents.get(id) else {
            return html! { p.about { "document " (id) ", not in this report" } };
        };
        let title = row.title.as_deref().map_or(String::new(), |title| format!(", “{}”", words::short(title, 100)));
        let name = format!("{}{title}", row.outlet.as_deref().unwrap_or("no outlet named"));
        html! { p.about { a href=(format!("#d-{}", row.id)) { (shown(&name)) } " " (spans(&qualify::bearer(row), &["outlet"])) } }
    }
}

fn words_of(row: &StatementRow) -> &'static str {
    if row.hedged { "says, hedged" } else { "says" }
}

fn disagreement(row: &DisagreementRow) -> Markup {
    let of = row.of.as_ref().map_or(String::new(), |of| format!(" of {of}"));
    let head = format!("{}: {}{of}", words::name(&row.disagreement_type), words::name(&row.attribute));
    html! {
        h3 { (shown(&head)) }
        p.about { "disagreement " (row.id) @if let Some(event) = &row.event { " on event " (event) } " " (shown(&row.signs.join("; "))) }
        table {
            tr { th { "value" } th { "on whose word" } th { "words" } th { "separate origins; lineage unknown" } }
            @for own in &row.claims {
                tr {
                    td { (shown(&own.value)) @if let Some(scope) = &own.scope { " " (shown(scope)) } }
                    td { (shown(&if own.speakers.is_empty() { "the writers".to_owned() } else { own.speakers.join(", ") })) " in "
                        (shown(&if own.outlets.is_empty() { "no outlet named".to_owned() } else { own.outlets.join(", ") })) }
                    td { "“" (shown(&own.text)) "”" @for at in &own.spans {
                        br; span.about { (shown(&format!("{} part {} bytes {}–{}", at.path, at.span.part, at.span.start, at.span.end))) }
                    } }
                    td { (own.origins) "; " (own.lineage_unknown) }
                }
            }
        }
    }
}

/// All that qualifies something, less what its line says already.
fn about(all: &[Qualifier], less: &[&str]) -> Markup {
    html! { p.about { (spans(all, less)) } }
}

fn spans(all: &[Qualifier], less: &[&str]) -> Markup {
    let shows =
        |(name, value): &&Qualifier| !less.contains(name) && !PLACE.contains(name) && *value != Value::Flag(false);
    html! {
        @for (name, value) in all.iter().filter(shows) {
            span { b { (name.replace('_', " ")) } " " (shown(&told(value))) }
            " "
        }
        @if let Some(place) = place(all) { span { b { "words at" } " " (shown(&place)) } }
    }
}

/// What together says where words stand. The document that is linked beside it has the digest of its capture, and what made it.
const PLACE: &[&str] = &["path", "part", "start", "end", "capture", "made_by"];

/// “a.html, part 0, bytes 10–48 of capture 3f2a…”
fn place(all: &[Qualifier]) -> Option<String> {
    let of = |wanted: &str| all.iter().find(|(name, _)| *name == wanted).map(|(_, value)| told(value));
    let capture = of("capture")?;
    let bytes = of("part").zip(of("start")).zip(of("end"));
    let bytes = bytes.map_or(String::new(), |((part, start), end)| format!(", part {part}, bytes {start}–{end}"));
    // In full where a document is listed, short where it is linked.
    let capture = if bytes.is_empty() { capture.as_str() } else { capture.get(..12).unwrap_or(&capture) };
    Some(format!("{}{bytes} of capture {capture}", of("path")?))
}

fn told(value: &Value) -> String {
    match value {
        Value::Text(own) => own.clone(),
        Value::Count(own) => own.to_string(),
        Value::Real(own) => own.to_string(),
        Value::Flag(own) => if *own { "yes" } else { "no" }.to_owned(),
        Value::When(own) => words::when(own),
    }
}

fn shown(text: &str) -> String {
    xml::shown(text)
}

#[cfg(test)]
mod tests {
    use crate::invented;

    fn page() -> String {
        String::from_utf8(invented::whole(|out| Box::new(super::Report::new(out, "The ferry <of> Orsa")))).unwrap()
    }

    #[test]
    fn a_statement_has_its_qualifiers_in_its_own_element() {
        let page = page();
        let own = page.split("<li").find(|own| own.contains("s-s1")).unwrap();
        for part in [
            "2031-05 (month, relative-to-publication: “last month”): Ana Vell denies",
            "<blockquote>Ana Vell denied that the Orsa Port Office fired</blockquote>",
            "<b>authority</b> named",
            "<b>chain</b> Strait Radio (outlet)",
            "<b>document kind</b> comment",
            "<b>truncated</b> …",
            "<b>words at</b> a.html, part 0, bytes 10–48 of capture c1",
        ] {
            assert!(own.contains(part), "{part}: {own}");
        }
    }

    #[test]
    fn nothing_runs_and_nothing_is_loaded() {
        let page = page();
        for harm in ["<script", "src=", "@import", "url(", "href=\"http", "\u{202e}"] {
            assert!(!page.contains(harm), "{harm}");
        }
        assert!(page.contains("&lt;script&gt;x&lt;/script&gt; &amp; [U+202E]so"));
        assert!(page.contains("<title>The ferry &lt;of&gt; Orsa</title>"));
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn what_is_denied_is_told_as_denied_and_sides_stand_side_by_side() {
        let page = page();
        assert!(page.contains("<span class=\"not-so\">denied: ASSAULT: Orsa Port Office [NO GOV; port office] → Ana Vell [NO GOV; port office], 2031-05 (month,"));
        assert!(page.contains("<td>&gt;=12</td>") && page.contains("<td>3</td>"));
    }
}
