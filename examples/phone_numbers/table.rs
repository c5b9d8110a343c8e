//! Phone numbers as an aligned table.

use neo_api::types::PublicPhoneNumber;

const HEAD: [&str; 6] = [
    "NUMBER", "COUNTRY", "CALLING", "STATUS", "MINUTES", "UPDATED",
];
/// Minutes are numbers, and line up on the right.
const RIGHT: usize = 4;

/// One line for each number, under a line of names.
pub fn table(numbers: &[PublicPhoneNumber]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(numbers.iter().map(row));
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| {
            rows.iter()
                .map(|row| width(&row[column]))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| match column {
                RIGHT => format!("{cell:>width$}"),
                _ => format!("{cell:<width$}"),
            })
            .collect();
        text += cells.join("  ").trim_end();
        text += "\n";
    }
    text
}

fn row(number: &PublicPhoneNumber) -> [String; 6] {
    let minutes = number.minutes_used_this_month;
    [
        sanitize(&number.number),
        sanitize(number.country.iso()),
        sanitize(number.country.calling_code()),
        sanitize(number.status.as_str()),
        minutes.map_or_else(|| "-".to_owned(), |minutes| minutes.to_string()),
        // To the second, in UTC.
        number.updated_at.format("%Y-%m-%d %H:%M:%SZ").to_string(),
    ]
}

/// Text from outside must not move the cursor or colour the terminal.
fn sanitize(text: &str) -> String {
    match text {
        "" => "?".to_owned(),
        text => text.chars().filter(|char| !char.is_control()).collect(),
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}
