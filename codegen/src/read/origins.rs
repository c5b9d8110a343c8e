//! Where parts of the document stood as it was published.

use std::collections::BTreeMap;

/// Pointers of moved parts as they are now → as they were published.
#[derive(Default)]
pub(crate) struct Origins(BTreeMap<String, String>);

impl Origins {
    /// Records that what is at `now` stood at `before`.
    pub(crate) fn moved(&mut self, now: &str, before: &str) {
        let before = self.published(before);
        self.came_from(now, &before);
    }

    /// Records that what is at `now` was published at `before`.
    pub(crate) fn came_from(&mut self, now: &str, before: &str) {
        self.0.insert(now.to_owned(), before.to_owned());
    }

    /// A pointer as it was in the document as published.
    pub(crate) fn published(&self, pointer: &str) -> String {
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
