//! Reading the data files: one entry a line or a word, fields parted by `|`, `#` opens a head line.

/// The entries of a file: its lines, without heads and empty lines.
pub(crate) fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a file, as fields.
pub(crate) fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(data).map(|line| line.split('|').map(str::trim).collect())
}

/// The entries of a file that has many words a line.
pub(crate) fn words(data: &'static str) -> impl Iterator<Item = &'static str> {
    lines(data).flat_map(str::split_whitespace)
}
