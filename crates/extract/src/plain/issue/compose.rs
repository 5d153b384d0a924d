//! From pieces to drafts: what of a piece is its title, by-line and section, and what its text.
//!
//! Invariant: every line of a piece falls into its draft; section heads fall into the draft that they stand over.

use super::piece::Piece;
use super::role::{self, Role};
use super::signed;
use crate::html::Page;
use crate::plain::draft::{Draft, byline, credit, title};
use crate::plain::line::{Gap, Line};
use crate::plain::names;
use crate::plain::phrase::Topic;
use dateline_record::{ByRole, Byline, Kind};

/// The drafts of an issue.
pub(super) fn drafts(page: &Page, lines: &[Line], roles: &[Role], pieces: &[Piece]) -> Vec<Draft> {
    let mut composer =
        Composer { page, lines, roles, section: None, over: Vec::new(), credited: Vec::new(), drafts: Vec::new() };
    for piece in pieces {
        composer.piece(piece);
    }
    composer.drafts
}

struct Composer<'a> {
    page: &'a Page<'a>,
    lines: &'a [Line<'a>],
    roles: &'a [Role],
    section: Option<String>,
    /// Lines of a section's head, for the draft that comes next.
    over: Vec<usize>,
    /// Names of a by-line in the masthead.
    credited: Vec<Byline>,
    drafts: Vec<Draft>,
}

impl Composer<'_> {
    fn piece(&mut self, piece: &Piece) {
        if piece.label {
            let head = piece.lines.clone().find(|at| self.roles[*at] == Role::Head);
            self.section = head.map(|at| self.name(at)).or(self.section.take());
            self.over.extend(piece.lines.clone());
            return;
        }
        if piece.goes_on
            && let Some(number) = self.drafts.iter().position(|draft| draft.kind == Kind::Article)
        {
            self.go_on(piece, number);
            return;
        }
        let mut draft = match piece.kind {
            Kind::Article | Kind::Brief => self.read(piece),
            kind => self.list(piece, kind),
        };
        let before = self.drafts.iter().all(|draft| !draft.kind.is_read());
        if piece.kind == Kind::Boilerplate && before {
            self.hold_credits(&mut draft);
        }
        if matches!(piece.kind, Kind::Article | Kind::Brief) {
            draft.byline.splice(0..0, std::mem::take(&mut self.credited));
        }
        let over = match piece.kind {
            Kind::Boilerplate => Vec::new(),
            _ => std::mem::take(&mut self.over),
        };
        draft.lines.splice(0..0, over.into_iter().map(|at| (at, None)));
        if !matches!(draft.kind, Kind::Boilerplate | Kind::Advertisement) {
            draft.section = self.section.clone();
        }
        self.drafts.push(draft);
    }

    /// The by-line in a masthead is the first item's.
    fn hold_credits(&mut self, masthead: &mut Draft) {
        masthead.lines.retain(|(at, _)| {
            let line = &self.lines[*at];
            let found =
                if self.roles[*at] == Role::Meta { names::in_credit(role::bare(line.text)) } else { Vec::new() };
            self.credited.extend(found.iter().map(|(name, role)| byline(self.page, name, *role, line.range_of(name))));
            if !found.is_empty() {
                self.over.push(*at);
            }
            found.is_empty()
        });
    }

    /// A piece that is not read: all of it is text, but for a list's own head.
    fn list(&mut self, piece: &Piece, kind: Kind) -> Draft {
        let mut draft = Draft::new(kind);
        for at in piece.lines.clone() {
            let head =
                self.roles[at] == Role::Head && draft.title.is_none() && draft.lines.is_empty() && !piece.headlines;
            if head && matches!(kind, Kind::Calendar | Kind::Listing) {
                draft.title = title(self.page, self.lines[at].range_of(role::bare(self.lines[at].text)));
                draft.furniture(at);
            } else {
                draft.text(at, self.lines);
            }
        }
        draft
    }

    /// An item or article.
    fn read(&mut self, piece: &Piece) -> Draft {
        let mut draft = Draft::new(piece.kind);
        let heads = self.heads(piece);
        let run_in = piece.lines.clone().find(|at| matches!(self.roles[*at], Role::Prose | Role::Lead));
        let text_size = run_in.map_or(0, |at| self.lines[at].look.size);
        let run_in = run_in.is_some_and(|at| self.roles[at] == Role::Lead || self.lines[at].look.listed) || piece.item;
        // What is smaller than the text below it is no headline.
        let large = |at: &usize| self.lines[*at].look.size == 0 || self.lines[*at].look.size >= text_size;
        let signed: Vec<Option<&str>> = heads.iter().map(|at| signed::name(role::bare(self.lines[*at].text))).collect();
        let signed = if self.stand_over_labels(&heads, &signed) { vec![None; heads.len()] } else { signed };
        let titles = heads.iter().zip(&signed).filter(|(_, signed)| signed.is_none() || heads.len() == 1);
        let mut titles = titles.map(|(at, _)| *at).filter(|at| !signed::is_standfirst(self.lines, &heads, *at));
        let own = titles.rfind(large).unwrap_or(usize::MAX);
        for (at, signed) in heads.iter().zip(signed) {
            let line = &self.lines[*at];
            let words = role::bare(line.text);
            match signed {
                _ if *at == own && !run_in => {
                    draft.title = title(self.page, line.range_of(signed::without_outlet(line, words)))
                }
                // A name signs below the headline, or right over it.
                Some(name) if *at > own || own == usize::MAX || lines_glued(self.lines, *at) => {
                    draft.byline.push(byline(self.page, name, ByRole::Author, line.range_of(name)));
                }
                // The line of a masthead, with its day, names no section.
                _ if dateline_when::find_stamp(words).is_some() => {}
                // A caption or standfirst.
                _ if *at > own => {}
                // A line right over the headline says what sort of piece it is.
                _ if self.section.is_some() && lines_glued(self.lines, *at) => {}
                _ => self.section = Some(self.name(*at)),
            }
        }
        for at in piece.lines.clone() {
            self.line(&mut draft, at, &heads);
        }
        draft
    }

    /// Whether what looks like a name is a headline under a label of one word: nothing else is one.
    fn stand_over_labels(&self, heads: &[usize], signed: &[Option<&str>]) -> bool {
        let mut unsigned = heads.iter().zip(signed).filter(|(_, signed)| signed.is_none()).peekable();
        unsigned.peek().is_some() && unsigned.all(|(at, _)| self.lines[*at].words < 2)
    }

    /// Lines that go on with a draft after something stood between: their heads are its crossheads.
    fn go_on(&mut self, piece: &Piece, number: usize) {
        let mut draft = std::mem::replace(&mut self.drafts[number], Draft::new(Kind::Boilerplate));
        for at in piece.lines.clone() {
            match self.roles[at] {
                Role::Head => draft.text(at, self.lines),
                Role::Entry => draft.furniture(at),
                _ => self.line(&mut draft, at, &[]),
            }
        }
        self.drafts[number] = draft;
    }

    /// The heads that a piece opens with.
    fn heads(&self, piece: &Piece) -> Vec<usize> {
        let text = |at: &usize| !matches!(self.roles[*at], Role::Prose | Role::Lead | Role::Entry);
        piece.lines.clone().take_while(text).filter(|at| self.roles[*at] == Role::Head).collect()
    }

    fn line(&self, draft: &mut Draft, at: usize, heads: &[usize]) {
        let line = &self.lines[at];
        match self.roles[at] {
            Role::Head if heads.contains(&at) => draft.furniture(at),
            Role::Onward if draft.truncated.is_none() && line.is(Topic::Rest) => {
                draft.truncated = Some(self.name(at));
                draft.furniture(at);
            }
            Role::Rule | Role::Onward | Role::Mast | Role::Foot | Role::Sponsor | Role::Button => draft.furniture(at),
            Role::Meta => {
                let words = role::bare(line.text);
                let mut found: Vec<_> = signed::parts(words).flat_map(names::in_credit).collect();
                if found.is_empty() {
                    found.extend(signed::name(words).map(|name| (name, ByRole::Author)));
                }
                for (name, role) in &found {
                    draft.byline.push(byline(self.page, name, *role, line.range_of(name)));
                }
                if found.iter().any(|(_, role)| *role == ByRole::Contributor) {
                    draft.credits.extend(credit(self.page, line));
                }
                draft.furniture(at);
            }
            Role::Lead if draft.title.is_none() => {
                let (lead, rest) = role::lead(line).unwrap_or(("", line.text));
                draft.title = title(self.page, line.range_of(role::bare(lead)));
                draft.text_of(at, self.lines, rest);
            }
            _ => draft.text(at, self.lines),
        }
    }

    fn name(&self, at: usize) -> String {
        role::bare(self.lines[at].text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether the next line stands in the same paragraph.
fn lines_glued(lines: &[Line], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|next| next.gap == Gap::None)
}
