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
    /// Whether this number is the first in line. A call without a number yet comes last.
    pub fn is_first(&self, number: Option<u64>) -> bool {
        self.waiting.keys().next().copied() == number
    }

    /// Keeps the number, or takes the last one.
    pub fn wait(&mut self, number: Option<u64>, patience: Patience, waker: &Waker) -> u64 {
        let number = number.unwrap_or_else(|| {
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

    /// Gives the number up; returns who is to be woken.
    pub fn leave(&mut self, number: Option<u64>) -> Option<Waker> {
        if let Some(number) = number {
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
