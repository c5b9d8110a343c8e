//! The lines of an event stream (HTML Living Standard, sections 9.2.5 and 9.2.6).
//!
//! What the standard says to ignore is ignored: a service may add fields, and no line is an error. The size of an
//! event is limited.

use std::time::Duration;

use bytes::{Buf, Bytes};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The fields before a blank line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// None without such a field: the block is not an event, but its id and its wait still count.
    pub(super) data: Option<String>,
    /// Empty where the service names none.
    pub(super) event: String,
    /// The last id so far; an empty one takes it back.
    pub(super) id: String,
    /// The last wait so far.
    pub(super) retry: Option<Duration>,
}

/// One event takes more bytes than it may.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TooLarge;

pub(super) struct Parser {
    limit: usize,
    /// What was received and not looked at yet.
    rest: Bytes,
    /// The line so far, where its end has not come yet.
    line: Vec<u8>,
    /// Whether the last line ended with a carriage return: a line feed next is part of the same end of a line.
    after_return: bool,
    /// Whether the first line is behind.
    begun: bool,
    data: Option<String>,
    event: String,
    id: String,
    retry: Option<Duration>,
}

impl Parser {
    /// A parser of events of at most `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            rest: Bytes::new(),
            line: Vec::new(),
            after_return: false,
            begun: false,
            data: None,
            event: String::new(),
            id: String::new(),
            retry: None,
        }
    }

    /// Continues with these bytes; the previous ones must have been read to their end.
    pub(super) fn read(&mut self, bytes: Bytes) {
        self.rest = bytes;
    }

    /// The next block of what was received; none where more is needed for it.
    pub(super) fn next(&mut self) -> Option<Result<Block, TooLarge>> {
        loop {
            if std::mem::take(&mut self.after_return) {
                match self.rest.first() {
                    Some(b'\n') => self.rest.advance(1),
                    Some(_) => {}
                    None => {
                        self.after_return = true;
                        return None;
                    }
                }
            }
            let end = self
                .rest
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\r'));
            let length = end.unwrap_or(self.rest.len());
            if self.buffered() + length > self.limit {
                return Some(Err(TooLarge));
            }
            let before = self.rest.split_to(length);
            if end.is_none() {
                self.line.extend_from_slice(&before);
                return None;
            }
            self.after_return = self.rest.first() == Some(&b'\r');
            self.rest.advance(1);
            let blank = if self.line.is_empty() {
                self.line(&before)
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(&before);
                self.line(&line)
            };
            if blank {
                return Some(Ok(self.block()));
            }
        }
    }

    /// The bytes of the event that is being read.
    fn buffered(&self) -> usize {
        let data = self.data.as_ref().map_or(0, String::len);
        data + self.event.len() + self.line.len()
    }

    /// Reads a line, and says whether it is a blank one.
    fn line(&mut self, mut line: &[u8]) -> bool {
        if !std::mem::replace(&mut self.begun, true) {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        if line.is_empty() {
            return true;
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
                // Too many digits, like none, are ignored.
                if let Ok(wait) = value.parse() {
                    self.retry = Some(Duration::from_millis(wait));
                }
            }
            // Comments and unknown fields.
            _ => {}
        }
        false
    }

    fn block(&mut self) -> Block {
        Block {
            data: self.data.take(),
            event: std::mem::take(&mut self.event),
            id: self.id.clone(),
            retry: self.retry,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is read with a limit, up to where it is passed.
    fn limited(limit: usize, chunks: &[&[u8]]) -> Vec<Result<Block, TooLarge>> {
        let mut parser = Parser::new(limit);
        let mut all = Vec::new();
        for chunk in chunks {
            parser.read(Bytes::copy_from_slice(chunk));
            while let Some(block) = parser.next() {
                let failed = block.is_err();
                all.push(block);
                if failed {
                    return all;
                }
            }
        }
        all
    }

    fn blocks(chunks: &[&[u8]]) -> Vec<Block> {
        limited(1 << 20, chunks)
            .into_iter()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn an_event_has_a_limit_and_a_stream_has_none() {
        const FITS: bool = true;
        const TOO_LONG: bool = false;
        for (text, expected) in [
            // A line, ended or not; lines without a blank one; a type; a comment.
            ("data: 345678901234567890\n\n", [TOO_LONG].as_slice()),
            ("data: 345678901234567890", &[TOO_LONG]),
            ("data: 34567\ndata: 34567\ndata: 34567\n", &[TOO_LONG]),
            ("event: 34567890\ndata: 34567890\n", &[TOO_LONG]),
            (": 34567890123456789012", &[TOO_LONG]),
            // As much as there may be, again and again.
            (
                "data: 345678901234\n\ndata: 345678901234\n\n",
                &[FITS, FITS],
            ),
            ("data: 3\n\n: 345678\n: 345678\n: 345678\n\n", &[FITS, FITS]),
            (
                "data: 3\n\ndata: 345678901234567890\n\ndata: 3\n\n",
                &[FITS, TOO_LONG],
            ),
        ] {
            for size in [1, 7, 100] {
                let chunks: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
                let read = limited(18, &chunks);
                let fits: Vec<bool> = read.iter().map(Result::is_ok).collect();
                assert_eq!(fits, expected, "{text:?} by {size}");
            }
        }
    }

    /// A stream without an end does not fill the memory.
    #[test]
    fn what_is_kept_has_a_limit_too() {
        let mut parser = Parser::new(1000);
        for _ in 0..10_000 {
            parser.read(Bytes::from_static(
                b": comment\nid: 123456789\n\n\n\nretry: 1\nnew: x\n\n",
            ));
            while let Some(block) = parser.next() {
                block.unwrap();
            }
            let kept = parser.line.capacity() + parser.id.capacity() + parser.event.capacity();
            assert!(kept < 2000 && parser.rest.is_empty(), "{kept}");
        }
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
            // An id stays until the next one, even if that comes alone; an id with NUL is ignored.
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
