//! Pointers of moved parts in the document as published.

use std::collections::BTreeMap;

/// Current pointer of a moved part → its published pointer.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublishedPointers(BTreeMap<String, String>);

impl PublishedPointers {
    /// Records that the value at `now` was at `before`.
    pub(crate) fn moved(&mut self, now: &str, before: &str) {
        let before = self.original(before);
        self.came_from(now, &before);
    }

    /// Records that the value at `now` was published at `before`.
    pub(crate) fn came_from(&mut self, now: &str, before: &str) {
        self.0.insert(now.to_owned(), before.to_owned());
    }

    /// The pointer to the same value in the document as published.
    pub(crate) fn original(&self, pointer: &str) -> String {
        if self.0.is_empty() {
            return pointer.to_owned();
        }
        let mut end = pointer.len();
        loop {
            let (now, rest) = pointer.split_at(end);
            if let Some(before) = self.0.get(now) {
                return format!("{before}{rest}");
            }
            match now.rfind('/') {
                Some(slash) => end = slash,
                None => return pointer.to_owned(),
            }
        }
    }
}
