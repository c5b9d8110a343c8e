//! The lines of an event stream (HTML Living Standard, sections 9.2.5 and 9.2.6).
//!
//! What the standard says to ignore is ignored: a service may add fields, and no line is an error.

use std::collections::VecDeque;
use std::time::Duration;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What stood before a blank line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// None where there was no such field: the block is no event, and its id and its wait count all the same.
    pub(super) data: Option<String>,
    /// Empty where the service names none.
    pub(super) event: String,
    /// The last id so far; an empty one takes it back.
    pub(super) id: String,
    /// The last wait so far.
    pub(super) retry: Option<Duration>,
}

#[derive(Default)]
pub(super) struct Parser {
    /// The line so far, where its end has not come yet.
    line: Vec<u8>,
    /// Whether the last chunk ended with a carriage return: a line feed next is part of the same end of a line.
    after_return: bool,
    /// Whether the first line is behind.
    begun: bool,
    data: Option<String>,
    event: String,
    id: String,
    retry: Option<Duration>,
    blocks: VecDeque<Block>,
}

impl Parser {
    /// The next block of what was read. One that no blank line ends is none.
    pub(super) fn next(&mut self) -> Option<Block> {
        self.blocks.pop_front()
    }

    pub(super) fn read(&mut self, mut bytes: &[u8]) {
        while let Some(at) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (before, rest) = bytes.split_at(at);
            let feed = rest.first() == Some(&b'\n');
            bytes = rest.get(1..).unwrap_or_default();
            if std::mem::take(&mut self.after_return) && feed && before.is_empty() {
                continue;
            }
            self.after_return = !feed;
            if self.line.is_empty() {
                self.line(before);
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(before);
                self.line(&line);
            }
        }
        if !bytes.is_empty() {
            self.after_return = false;
            self.line.extend_from_slice(bytes);
        }
    }

    fn line(&mut self, mut line: &[u8]) {
        if !std::mem::replace(&mut self.begun, true) {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        if line.is_empty() {
            return self.blank();
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        match name {
            b"data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(&value);
                }
                None => self.data = Some(value.into_owned()),
            },
            b"event" => self.event = value.into_owned(),
            b"id" if !value.contains('\0') => self.id = value.into_owned(),
            b"retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // Of more digits than fit, as of none, there is no wait to speak of.
                if let Ok(wait) = value.parse() {
                    self.retry = Some(Duration::from_millis(wait));
                }
            }
            // Comments, and fields that are not known.
            _ => {}
        }
    }

    fn blank(&mut self) {
        self.blocks.push_back(Block {
            data: self.data.take(),
            event: std::mem::take(&mut self.event),
            id: self.id.clone(),
            retry: self.retry,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(chunks: &[&[u8]]) -> Vec<Block> {
        let mut parser = Parser::default();
        chunks.iter().for_each(|chunk| parser.read(chunk));
        std::iter::from_fn(|| parser.next()).collect()
    }

    /// `data|event|id|retry` of each event.
    fn events(text: &str) -> Vec<String> {
        let all = blocks(&[text.as_bytes()]).into_iter();
        all.filter_map(|it| {
            let wait = it.retry.map(|wait| wait.as_millis());
            Some(format!("{}|{}|{}|{wait:?}", it.data?, it.event, it.id))
        })
        .collect()
    }

    #[test]
    fn each_line_means_what_the_standard_says() {
        for (text, expected) in [
            ("data: a\n\n", &["a|||None"][..]),
            ("data:a\r\rdata:  b\r\n\r\n", &["a|||None", " b|||None"]),
            ("data: a\ndata:\ndata\ndata: b\n\n", &["a\n\n\nb|||None"]),
            ("\u{feff}data: a\n\n", &["a|||None"]),
            ("data: \u{feff}a: b\n\n", &["\u{feff}a: b|||None"]),
            (": comment\n:\ndata: a\n\n", &["a|||None"]),
            // A field that is not known, one without a colon, names that differ in case.
            ("x-new: 1\nnew\nDATA: b\ndata: a\n\n", &["a|||None"]),
            ("event: x\n\ndata: a\n\n", &["a|||None"]),
            ("event: x\nevent: y\ndata: a\n\n", &["a|y||None"]),
            // An id stays until the next one, also one that comes alone; one with NUL is none.
            (
                "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
                &["a||1|None", "b||1|None", "c|||None"],
            ),
            ("id: 1\n\ndata: a\n\n", &["a||1|None"]),
            ("id: 1\nid: 2\ndata: a\n\n", &["a||2|None"]),
            ("id: 1\nid: a\0b\ndata: a\n\n", &["a||1|None"]),
            ("retry: 20\n\ndata: a\n\n", &["a|||Some(20)"]),
            (
                "retry: 20\nretry: soon\nretry: -1\nretry:\nretry: 99999999999999999999\ndata: a\n\n",
                &["a|||Some(20)"],
            ),
            // Not ended by a blank line.
            ("data: a\n\ndata: b\n", &["a|||None"]),
            ("data: a", &[]),
            ("\n\n\n", &[]),
        ] {
            assert_eq!(events(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_utf8_is_replaced() {
        let read = blocks(&[b"data: a\xFFb\n\n"]);
        assert_eq!(read[0].data.as_deref(), Some("a\u{fffd}b"));
    }

    proptest! {
        /// Wherever the network cuts it.
        #[test]
        fn chunks_make_no_difference(
            text in "(data: ?|id: |event:|retry: |:|\u{feff}|x|1|ü|\r|\n|\r\n){0,40}",
            cuts in prop::collection::vec(0usize..200, 0..6),
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            prop_assert_eq!(blocks(&chunks), blocks(&[bytes]));
        }

        #[test]
        fn what_is_written_is_read(lines in prop::collection::vec("[^\r\n]{0,8}", 1..4), end in "\r|\n|\r\n") {
            let mut text = String::new();
            for line in &lines {
                text += &format!("data: {line}{end}");
            }
            text += &end;
            let read = blocks(&[text.as_bytes()]);
            prop_assert_eq!(read.len(), 1);
            prop_assert_eq!(read[0].data.clone(), Some(lines.join("\n")));
        }
    }
}
