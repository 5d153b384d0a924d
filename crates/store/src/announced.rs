//! Asking for what calendars announce, by its day.

use crate::query::Conditions;
use crate::{Desk, StoreError};
use dateline_record::{AnnouncementRow, DocumentRow, Row};

/// Which announcements. All that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct AnnouncementFilter {
    /// For this day or later, as far as its date can tell.
    pub from: Option<String>,
    /// For this day or earlier, as far as its date can tell.
    pub to: Option<String>,
}

/// An announcement with the calendar it stands in.
#[derive(Clone, Debug)]
pub struct Announced {
    /// The announcement.
    pub announcement: AnnouncementRow,
    /// Its document, less the text.
    pub document: DocumentRow,
}

impl Desk {
    /// Announcements by day, those without one last; each handed to `each` in turn. A window leaves out what has no day.
    pub fn announcements(
        &self,
        filter: &AnnouncementFilter,
        each: &mut dyn FnMut(Announced),
    ) -> Result<(), StoreError> {
        let mut wanted = Conditions::default();
        if let Some(from) = &filter.from {
            wanted.add("announcement.latest >= ?", [from.clone()]);
        }
        if let Some(to) = &filter.to {
            wanted.add("announcement.earliest <= ?", [to.clone()]);
        }
        let sql = format!(
            "SELECT announcement.row, '', document.row FROM announcement
             JOIN document ON document.key = announcement.document {}
             ORDER BY announcement.earliest IS NULL, announcement.earliest, announcement.latest,
             document.path, document.capture, document.number, announcement.start, announcement.id",
            wanted.sql()
        );
        self.each_pair(&sql, wanted.values, &mut |row, _, document| {
            if let Row::Announcement(announcement) = row {
                each(Announced { announcement, document });
            }
        })
    }
}
