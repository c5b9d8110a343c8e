//! The random waits between attempts.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use crate::config::Retry;

/// Full jitter: each wait is drawn from zero to a bound, and the bound doubles. backon's own jitter adds
/// to the bound instead, so clients that failed together would stay closer together.
pub fn waits(retry: &Retry) -> impl Iterator<Item = Duration> + use<> {
    let longest = retry.longest_wait;
    ExponentialBuilder::new()
        .with_factor(2.0)
        .with_min_delay(retry.first_wait.min(longest))
        .with_max_delay(longest)
        .without_max_times()
        .build()
        .map(|bound| bound.mul_f64(fastrand::f64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_double_up_to_the_longest() {
        let retry = Retry::new();
        for _ in 0..200 {
            let mut bound = Duration::from_millis(500);
            for wait in waits(&retry).take(10) {
                assert!(wait <= bound, "{wait:?} {bound:?}");
                bound = (bound * 2).min(Duration::from_secs(8));
            }
        }
    }
}
