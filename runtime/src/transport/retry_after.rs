//! `Retry-After` (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};

use super::rate_limit::{RateLimit, is_whole_number};

/// How long the service asks to wait: by `Retry-After`, or after a 429 until its window ends.
pub fn asked(
    status: StatusCode,
    headers: &HeaderMap,
    limit: Option<RateLimit>,
) -> Option<Duration> {
    retry_after(headers).or_else(|| {
        let refused = status == StatusCode::TOO_MANY_REQUESTS;
        limit.filter(|_| refused)?.wait(headers)
    })
}

/// `Retry-After`: seconds, or an HTTP date against the response's own `Date`. A date in the past is no
/// wait; what is neither a number nor a date is nothing. Of several, the longest counts.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let all = headers.get_all(RETRY_AFTER).iter();
    all.filter_map(|value| one(value, headers)).max()
}

fn one(value: &HeaderValue, headers: &HeaderMap) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    if is_whole_number(text) {
        // More seconds than a number holds are still a wait, and longer than anybody's patience.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let until = until.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(until.saturating_sub(date(headers)?))
}

/// The response's `Date`, as time since 1970; the local clock where it has none. The service's clock is
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
        for text in ["", "-1", "+7", "1.5", "soon", "7s"] {
            assert_eq!(read(text, None), None, "{text:?}");
        }
    }

    #[test]
    fn more_seconds_than_a_number_holds_are_a_wait() {
        let endless = Some(Duration::from_secs(u64::MAX));
        assert_eq!(read("18446744073709551616", None), endless);
        assert_eq!(read("99999999999999999999999", None), endless);
    }

    #[test]
    fn the_longest_of_several_counts() {
        for (all, seconds) in [
            (["soon", "3600"], 3600),
            (["3600", "soon"], 3600),
            (["0", "30"], 30),
            (["30", "0"], 30),
        ] {
            let mut headers = HeaderMap::new();
            for text in all {
                headers.append(RETRY_AFTER, HeaderValue::from_static(text));
            }
            let read = super::retry_after(&headers);
            assert_eq!(read, Some(Duration::from_secs(seconds)), "{all:?}");
        }
    }

    #[test]
    fn a_429_without_one_asks_to_wait_for_the_end_of_the_window() {
        let mut headers = HeaderMap::new();
        headers.insert(
            DATE,
            HeaderValue::from_static("Thu, 01 Jan 1970 00:16:40 GMT"),
        );
        headers.insert("x-ratelimit-reset", HeaderValue::from_static("1030"));
        let refused = StatusCode::TOO_MANY_REQUESTS;
        let names = crate::RateLimitHeaders::X_RATE_LIMIT;
        let limit = RateLimit::read(&headers, &names);
        assert_eq!(
            asked(refused, &headers, limit),
            Some(Duration::from_secs(30))
        );
        assert_eq!(asked(StatusCode::BAD_GATEWAY, &headers, limit), None);
        headers.insert(RETRY_AFTER, HeaderValue::from_static("7"));
        assert_eq!(
            asked(refused, &headers, limit),
            Some(Duration::from_secs(7))
        );
    }

    #[test]
    fn a_date_is_relative_to_that_of_the_response() {
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
