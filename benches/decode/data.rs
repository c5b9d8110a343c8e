//! A response of the contract, generated from a seed.

use std::fmt::Write;

/// A stream of numbers from a seed (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

const COUNTRIES: [&str; 5] = [
    r#"["US", "+1", null, null]"#,
    r#"["CA", "+1", null, null]"#,
    r#"["GB", "+44", "BU5c0e7bb2ae5c0e7bb2ae5c0e7bb2ae00", "AD3e3f88b6d5277d90f9a5b3946c8f6b4c"]"#,
    r#"["NL", "+31", null, "AD3e3f88b6d5277d90f9a5b3946c8f6b4c"]"#,
    r#"["AU", "+61", null, "AD3e3f88b6d5277d90f9a5b3946c8f6b4c"]"#,
];

/// The body: both settings have about ten nested keys, long strings and floats.
pub fn body(numbers: usize, seed: u64) -> Vec<u8> {
    let mut random = Seeded(seed);
    let mut body = String::from("{\"data\": [");
    for index in 0..numbers {
        if index > 0 {
            body.push_str(", ");
        }
        let country = COUNTRIES[random.below(5) as usize];
        let status = if random.below(4) == 0 {
            "INACTIVE"
        } else {
            "ACTIVE"
        };
        let minutes = match random.below(5) {
            0 => "null".to_owned(),
            _ => random.below(10_000).to_string(),
        };
        write!(
            body,
            "{{\"id\": {}, \"number\": \"+1{:010}\", \"country\": {country}, \"status\": \"{status}\", \"minutes_used_this_month\": {minutes}, \"psa_settings\": ",
            index + 1,
            random.below(10_000_000_000),
        )
        .unwrap_or_default();
        settings(&mut body, &mut random);
        body.push_str(", \"agent_settings\": ");
        settings(&mut body, &mut random);
        for name in ["created_at", "updated_at"] {
            write!(
                body,
                ", \"{name}\": \"20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z\"",
                20 + random.below(7),
                1 + random.below(12),
                1 + random.below(28),
                random.below(24),
                random.below(60),
                random.below(60),
                random.below(1_000_000),
            )
            .unwrap_or_default();
        }
        body.push('}');
    }
    body.push_str(
        "], \"meta\": {\"request_id\": \"0f8fad5b-d9cb-469f-a165-70867728950e\", \"timings_ms\": {\"total\": 1284.25}}}",
    );
    body.into_bytes()
}

/// About ten nested keys, half of them strings and half of them floats.
fn settings(body: &mut String, random: &mut Seeded) {
    const KEYS: [&str; 6] = [
        "greeting",
        "escalation",
        "routing",
        "transcript",
        "after_hours",
        "voice",
    ];
    const WORDS: [&str; 6] = ["call ", "ticket ", "board ", "of the ", "caller ", "früh "];
    body.push('{');
    for (index, key) in KEYS.iter().enumerate() {
        let text: String = (0..2 + random.below(5))
            .map(|_| WORDS[random.below(6) as usize])
            .collect();
        let comma = if index == 0 { "" } else { ", " };
        write!(
            body,
            "{comma}\"{key}\": {{\"text\": \"{}\", \"weight\": 0.{:015}}}",
            text.trim(),
            random.below(1_000_000_000_000_000),
        )
        .unwrap_or_default();
    }
    body.push('}');
}
