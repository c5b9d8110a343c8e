//! The calls that wait for the rate limiter's room, in the order in which they came.

use std::collections::BTreeMap;
use std::task::Waker;
use std::time::Duration;

use tokio::time::Instant;

/// How long a call waits for room.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub deadline: Instant,
    /// The same for a window that is closed.
    pub longest: Duration,
}

/// Who waits, by numbers that only grow.
#[derive(Default)]
pub struct Line {
    next: u64,
    waiting: BTreeMap<u64, (Patience, Waker)>,
}

impl Line {
    /// Whether this place is the first in line. A call without a place yet comes last.
    pub fn is_first(&self, place: Option<u64>) -> bool {
        self.waiting.keys().next().copied() == place
    }

    /// Keeps the place, or takes the last one.
    pub fn stand(&mut self, place: Option<u64>, patience: Patience, waker: &Waker) -> u64 {
        let number = place.unwrap_or_else(|| {
            self.next += 1;
            self.next
        });
        match self.waiting.get_mut(&number) {
            Some((_, known)) => known.clone_from(waker),
            None => {
                self.waiting.insert(number, (patience, waker.clone()));
            }
        }
        number
    }

    /// Gives the place up; returns who is to be woken.
    pub fn leave(&mut self, place: Option<u64>) -> Option<Waker> {
        if let Some(number) = place {
            self.waiting.remove(&number);
        }
        self.first()
    }

    /// The first in line.
    pub fn first(&self) -> Option<Waker> {
        let (_, waker) = self.waiting.values().next()?;
        Some(waker.clone())
    }

    /// The first in line, and those of the others for whom `other` holds.
    pub fn first_and(&self, other: impl Fn(Patience) -> bool) -> Vec<Waker> {
        self.waiting
            .values()
            .enumerate()
            .filter(|(at, (patience, _))| *at == 0 || other(*patience))
            .map(|(_, (_, waker))| waker.clone())
            .collect()
    }
}
