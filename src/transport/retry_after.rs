//! `Retry-After` (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use super::rate_limit::whole_number;

/// How long the service asks to wait: seconds, or an HTTP date against the answer's own `Date`. A date
/// in the past is no wait; what is neither a number nor a date is nothing.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?;
    if let Some(seconds) = whole_number(value) {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(value.to_str().ok()?.trim()).ok()?;
    let until = until.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(until.saturating_sub(date(headers)?))
}

/// The answer's `Date`, as time since 1970; the local clock where it has none. The service's clock is
/// preferred because its other dates are by that clock.
pub fn date(headers: &HeaderMap) -> Option<Duration> {
    let stated = headers
        .get(DATE)
        .and_then(|value| httpdate::parse_http_date(value.to_str().ok()?.trim()).ok());
    stated
        .unwrap_or_else(SystemTime::now)
        .duration_since(UNIX_EPOCH)
        .ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn read(retry_after: &str, date: Option<&str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_str(retry_after).unwrap());
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_str(date).unwrap());
        }
        super::retry_after(&headers)
    }

    #[test]
    fn seconds() {
        assert_eq!(read("7", None), Some(Duration::from_secs(7)));
        assert_eq!(read(" 0 ", None), Some(Duration::ZERO));
        for text in [
            "",
            "-1",
            "+7",
            "1.5",
            "soon",
            "7s",
            "99999999999999999999999",
        ] {
            assert_eq!(read(text, None), None, "{text:?}");
        }
    }

    #[test]
    fn a_date_against_the_answers_own() {
        let date = Some("Sun, 06 Nov 1994 08:49:37 GMT");
        for text in [
            "Sun, 06 Nov 1994 08:49:47 GMT",
            "Sunday, 06-Nov-94 08:49:47 GMT",
            "Sun Nov  6 08:49:47 1994",
        ] {
            assert_eq!(read(text, date), Some(Duration::from_secs(10)), "{text}");
        }
        let past = read("Sun, 06 Nov 1994 08:49:27 GMT", date);
        assert_eq!(past, Some(Duration::ZERO));
        assert_eq!(read("Sun, 06 Nov", date), None);
    }
}
