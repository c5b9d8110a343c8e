//! Points in time, as the wire spells them.

use std::fmt;
use std::ops::Deref;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

/// A point in time (RFC 3339) that remembers how it was spelled: the number of digits behind the second (up to nine), and
/// the offset. So `…05.120000Z` encodes unchanged, and not as `…05.12Z`.
///
/// It derefs to [`chrono::DateTime<Utc>`]. Comparisons compare the point in time alone.
///
/// ```
/// let at: neo_api_runtime::Timestamp = "2026-02-03T04:05:06.120000Z".parse()?;
/// assert_eq!(at.to_string(), "2026-02-03T04:05:06.120000Z");
/// assert_eq!(at.timestamp(), 1_770_091_506);
/// # Ok::<(), neo_api_runtime::NotATimestamp>(())
/// ```
#[derive(Clone, Copy)]
pub struct Timestamp {
    utc: DateTime<Utc>,
    /// Digits behind the second, 0 to 9.
    digits: u8,
    zone: Zone,
    /// Between date and time: `T`, or `t` or a space, which RFC 3339 allows.
    separator: u8,
}

/// How the offset from UTC is spelled.
#[derive(Clone, Copy)]
enum Zone {
    Z,
    LowerZ,
    /// Seconds east of UTC.
    East(i32),
    /// `-00:00`, where the offset is not known.
    Unknown,
}

impl Timestamp {
    /// The point in time.
    pub fn to_utc(self) -> DateTime<Utc> {
        self.utc
    }

    /// The form that nearly every service writes, `YYYY-MM-DDTHH:MM:SS[.f…]Z`, read by position.
    fn read_common(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| {
            bytes.get(from..to)?.iter().try_fold(0_u32, |number, byte| {
                byte.is_ascii_digit()
                    .then(|| number * 10 + u32::from(byte - b'0'))
            })
        };
        let is = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
        if !(is(4, b'-')
            && is(7, b'-')
            && is(10, b'T')
            && is(13, b':')
            && is(16, b':')
            && bytes.last() == Some(&b'Z'))
        {
            return None;
        }
        let (nanos, digits) = match bytes.len() - 20 {
            0 if is(19, b'Z') => (0, 0),
            length @ 2..=10 if is(19, b'.') => {
                let digits = length - 1;
                let scale = 10_u32.pow(9 - u32::try_from(digits).ok()?);
                (number(20, 20 + digits)? * scale, u8::try_from(digits).ok()?)
            }
            _ => return None,
        };
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(number(0, 4)?).ok()?,
            number(5, 7)?,
            number(8, 10)?,
        )?;
        let time =
            NaiveTime::from_hms_nano_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, nanos)?;
        Some(Self {
            utc: date.and_time(time).and_utc(),
            digits,
            zone: Zone::Z,
            separator: b'T',
        })
    }

    fn read(text: &str) -> Result<Self, chrono::ParseError> {
        if text.len() >= 20
            && let Some(common) = Self::read_common(text)
        {
            return Ok(common);
        }
        // chrono takes other signs for a minus; RFC 3339 has the one of ASCII.
        let parsed = DateTime::parse_from_rfc3339(if text.is_ascii() { text } else { "" })?;
        let digits = text.split_once('.').map_or(0, |(_, rest)| {
            rest.bytes().take_while(u8::is_ascii_digit).count()
        });
        let zone = match text.as_bytes().last() {
            Some(b'Z') => Zone::Z,
            Some(b'z') => Zone::LowerZ,
            _ if text.ends_with("-00:00") => Zone::Unknown,
            _ => Zone::East(parsed.offset().local_minus_utc()),
        };
        Ok(Self {
            utc: parsed.to_utc(),
            digits: u8::try_from(digits.min(9)).unwrap_or(9),
            zone,
            separator: text.as_bytes().get(10).copied().unwrap_or(b'T'),
        })
    }
}

impl Deref for Timestamp {
    type Target = DateTime<Utc>;

    fn deref(&self) -> &DateTime<Utc> {
        &self.utc
    }
}

impl From<DateTime<Utc>> for Timestamp {
    /// Spelled with as many digits as the time needs: none, three, six or nine.
    fn from(utc: DateTime<Utc>) -> Self {
        let digits = match utc.timestamp_subsec_nanos() % 1_000_000_000 {
            0 => 0,
            nanos if nanos % 1_000_000 == 0 => 3,
            nanos if nanos % 1_000 == 0 => 6,
            _ => 9,
        };
        Self {
            utc,
            digits,
            zone: Zone::Z,
            separator: b'T',
        }
    }
}

impl TryFrom<&str> for Timestamp {
    type Error = NotATimestamp;

    fn try_from(text: &str) -> Result<Self, NotATimestamp> {
        text.parse()
    }
}

impl TryFrom<String> for Timestamp {
    type Error = NotATimestamp;

    fn try_from(text: String) -> Result<Self, NotATimestamp> {
        text.parse()
    }
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(at: Timestamp) -> Self {
        at.utc
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = match self.zone {
            Zone::East(seconds) => FixedOffset::east_opt(seconds),
            _ => None,
        };
        let at = match local {
            Some(offset) => self.utc.with_timezone(&offset).naive_local(),
            None => self.utc.naive_utc(),
        };
        // chrono counts a leap second as nanoseconds from one billion in the second before it.
        let (leap, nanos) = (
            at.nanosecond() / 1_000_000_000,
            at.nanosecond() % 1_000_000_000,
        );
        let (date, hour, minute, second) = (at.date(), at.hour(), at.minute(), at.second() + leap);
        let mut text = format!("{date}T{hour:02}:{minute:02}:{second:02}.{nanos:09}");
        // Nine digits follow the only dot; the original number of them is kept.
        let cut = match self.digits {
            0 => 10,
            digits => 9_usize.saturating_sub(digits.into()),
        };
        text.truncate(text.len().saturating_sub(cut));
        if self.separator != b'T' {
            text = text.replacen('T', char::from(self.separator).encode_utf8(&mut [0; 4]), 1);
        }
        match (self.zone, local) {
            (Zone::Unknown, _) => text.push_str("-00:00"),
            (Zone::LowerZ, _) => text.push('z'),
            (Zone::East(_), Some(offset)) => text.push_str(&offset.to_string()),
            (Zone::Z | Zone::East(_), _) => text.push('Z'),
        }
        formatter.pad(&text)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::str::FromStr for Timestamp {
    type Err = NotATimestamp;

    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        Self::read(text).map_err(|source| NotATimestamp { source })
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.utc == other.utc
    }
}

impl Eq for Timestamp {}

impl PartialEq<DateTime<Utc>> for Timestamp {
    fn eq(&self, other: &DateTime<Utc>) -> bool {
        self.utc == *other
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialOrd<DateTime<Utc>> for Timestamp {
    fn partial_cmp(&self, other: &DateTime<Utc>) -> Option<std::cmp::Ordering> {
        self.utc.partial_cmp(other)
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.utc.cmp(&other.utc)
    }
}

impl std::hash::Hash for Timestamp {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.utc.hash(state);
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimestampVisitor;

        impl Visitor<'_> for TimestampVisitor {
            type Value = Timestamp;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a date and time with its offset from UTC (RFC 3339)")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Timestamp::read(text).map_err(|_| {
                    E::invalid_value(serde::de::Unexpected::Other("another string"), &self)
                })
            }
        }

        deserializer.deserialize_str(TimestampVisitor)
    }
}

/// The text is not a point in time in the form of RFC 3339.
pub struct NotATimestamp {
    source: chrono::ParseError,
}

impl fmt::Display for NotATimestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("not a date and time with its offset from UTC, such as 2026-02-03T04:05:06Z")
    }
}

impl fmt::Debug for NotATimestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::error::debug_sentence(self, formatter)
    }
}

impl std::error::Error for NotATimestamp {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
