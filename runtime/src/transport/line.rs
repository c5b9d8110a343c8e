//! The calls that wait for the rate limiter's room, in the order in which they came.

use std::collections::VecDeque;
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
    waiting: VecDeque<Waiting>,
}

struct Waiting {
    number: u64,
    patience: Patience,
    waker: Waker,
}

impl Line {
    /// Whether this number is the first in line. A call without a number yet comes last.
    pub fn is_first(&self, number: Option<u64>) -> bool {
        self.waiting.front().map(|first| first.number) == number
    }

    /// Keeps the place of a number in line; anyone else comes last.
    pub fn wait(&mut self, number: Option<u64>, patience: Patience, waker: &Waker) -> u64 {
        let known = number.and_then(|number| self.place(number));
        if let Some(waiting) = known.and_then(|place| self.waiting.get_mut(place)) {
            waiting.waker.clone_from(waker);
            return waiting.number;
        }
        self.next += 1;
        self.waiting.push_back(Waiting {
            number: self.next,
            patience,
            waker: waker.clone(),
        });
        self.next
    }

    /// Gives the number up; returns who is to be woken.
    pub fn leave(&mut self, number: Option<u64>) -> Option<Waker> {
        if let Some(place) = number.and_then(|number| self.place(number)) {
            self.waiting.remove(place);
        }
        self.first()
    }

    /// The first in line.
    pub fn first(&self) -> Option<Waker> {
        Some(self.waiting.front()?.waker.clone())
    }

    /// The first in line, and those of the others for whom `other` holds.
    pub fn first_and(&self, other: impl Fn(Patience) -> bool) -> Vec<Waker> {
        self.waiting
            .iter()
            .enumerate()
            .filter(|(place, waiting)| *place == 0 || other(waiting.patience))
            .map(|(_, waiting)| waiting.waker.clone())
            .collect()
    }

    fn place(&self, number: u64) -> Option<usize> {
        self.waiting
            .binary_search_by_key(&number, |waiting| waiting.number)
            .ok()
    }
}
