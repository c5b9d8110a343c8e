//! Decodes a response of 10,000 phone numbers, compared with other hand-written or generated types.
//!
//! ```text
//! cargo bench --bench decode
//! ```
//!
//! Every round runs each decoder once, in rotating order, which spreads noise evenly. Time is the CPU time of the
//! thread. Ratios are medians over the rounds.

mod data;
mod forms;

use cpu_time::ThreadTime;

/// A decoder with its name.
type Form = (&'static str, fn(&[u8]) -> Kept);

/// A decoded value, kept to measure dropping separately.
pub struct Kept(#[allow(dead_code, reason = "kept to be dropped")] Box<dyn std::any::Any>);

fn main() {
    // `cargo test --all-targets` also runs this, to check that it starts.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let (numbers, rounds) = if measured { (10_000, 21) } else { (100, 1) };
    let body = data::body(numbers, 0x5eed);
    println!(
        "{numbers} phone numbers, {:.1} MB, {rounds} rounds",
        body.len() as f64 / 1e6
    );
    let forms: &[Form] = forms::FORMS;
    let mut decode = vec![Vec::new(); forms.len()];
    let mut drop_time = vec![Vec::new(); forms.len()];
    for round in 0..rounds {
        for turn in 0..forms.len() {
            let index = (round + turn) % forms.len();
            let begin = ThreadTime::now();
            let kept = (forms[index].1)(&body);
            decode[index].push(begin.elapsed().as_secs_f64());
            let begin = ThreadTime::now();
            drop(kept);
            drop_time[index].push(begin.elapsed().as_secs_f64());
        }
    }
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>11} {:>9} {:>9} {:>8} {:>8}",
        "form", "ms", "MB/s", "drop ms", "allocations", "live MB", "peak MB", "× Map", "± %"
    );
    let map = forms
        .iter()
        .position(|(name, _)| *name == forms::MAP)
        .unwrap_or(0);
    for (index, (name, form)) in forms.iter().enumerate() {
        let allocated = allocation_counter::measure(|| std::mem::forget(form(&body)));
        let (time, dropped) = (median(&decode[index]), median(&drop_time[index]));
        let ratios: Vec<f64> = (0..rounds)
            .map(|round| decode[map][round] / decode[index][round])
            .collect();
        println!(
            "{name:<44} {:>8.2} {:>8.0} {:>8.2} {:>11} {:>9.1} {:>9.1} {:>8.2} {:>8.1}",
            time * 1e3,
            body.len() as f64 / 1e6 / time,
            dropped * 1e3,
            allocated.count_total,
            allocated.bytes_current as f64 / 1e6,
            allocated.bytes_max as f64 / 1e6,
            median(&ratios),
            spread(&ratios),
        );
    }
    let whole = |index: usize| median(&decode[index]) + median(&drop_time[index]);
    let own = forms
        .iter()
        .position(|(name, _)| *name == forms::OWN)
        .unwrap_or(0);
    println!("decode and drop, × Map: {:.2}", whole(map) / whole(own));
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Half the interquartile range, in per cent of the median.
fn spread(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: usize| {
        sorted
            .get(sorted.len() * share / 4)
            .copied()
            .unwrap_or(f64::NAN)
    };
    (at(3) - at(1)) / 2.0 / median(values) * 100.0
}
