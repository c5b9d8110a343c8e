//! Path arguments.
#![allow(dead_code)]

/// Arguments and their encodings in requests.
pub const ARGUMENTS: &[(&str, &str)] = &[
    (
        r"..\..\..\agents\2\runs\3",
        "..%5C..%5C..%5Cagents%5C2%5Cruns%5C3",
    ),
    (r"x\..\3", "x%5C..%5C3"),
    (r"\", "%5C"),
    ("../../2", "..%2F..%2F2"),
    ("a|b", "a%7Cb"),
    ("a^b", "a%5Eb"),
    ("a[b]", "a%5Bb%5D"),
    ("%5c", "%255c"),
    ("%2f", "%252f"),
    ("%2e%2e", "%252e%252e"),
    ("é\u{2024}", "%C3%A9%E2%80%A4"),
    ("a,b=c", "a%2Cb%3Dc"),
    ("a;b:c@d'e!f*", "a%3Bb%3Ac%40d%27e%21f%2A"),
    ("\t\n\u{7f} ", "%09%0A%7F%20"),
];

/// Refused arguments, which would select another resource.
pub const REFUSED: [&str; 3] = ["", ".", ".."];

/// Random arguments, many with characters that have a meaning in paths. Seeded, to reproduce failures.
pub fn random(seed: u64) -> impl Iterator<Item = String> {
    let mut random = fastrand::Rng::with_seed(seed);
    std::iter::repeat_with(move || {
        let length = random.usize(..9);
        let special: Vec<char> = "./\\%2eE?#;:@ab\t\n +,=&".chars().collect();
        match random.u8(..8) {
            0 => REFUSED[random.usize(..REFUSED.len())].to_owned(),
            1..4 => (0..length).map(|_| random.char(..)).collect(),
            _ => (0..length)
                .map(|_| special[random.usize(..special.len())])
                .collect(),
        }
    })
}
