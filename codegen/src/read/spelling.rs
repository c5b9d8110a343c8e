//! Suggestions for misspelled words.

/// The nearest known word, if it is near enough: two edits away, or one for a short word.
pub(super) fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            // Half of all short words are within two edits of `in` or `not`.
            let short = candidate.len().min(word.len()) <= 4;
            *distance <= if short { 1 } else { 2 }
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The number of letters to add, drop, change or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // Long words are far from all keywords, and their cost is quadratic.
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    // Three rows of the table: two before, the last one, and this one.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX);
            let mut least = (at(&last, j) + usize::from(left != right))
                .min(at(&last, j + 1).saturating_add(1))
                .min(at(&row, j).saturating_add(1));
            let swapped =
                i > 0 && j > 0 && a.get(i - 1) == Some(right) && b.get(j - 1) == Some(left);
            if swapped {
                least = least.min(at(&before, j - 1).saturating_add(1));
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_between_words() {
        for (a, b, expected) in [
            ("type", "type", 0),
            ("tpye", "type", 1),
            ("$reff", "$ref", 1),
            ("propertis", "properties", 1),
            ("requierd", "required", 1),
            ("repsonses", "responses", 1),
            ("prperteis", "properties", 2),
            ("", "in", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
        assert_eq!(suggestion("no", ["in", "not"].into_iter()), Some("not"));
        assert_eq!(suggestion("on", ["in"].into_iter()), Some("in"));
        assert_eq!(suggestion("name", ["enum", "type"].into_iter()), None);
    }
}
