//! Comma-separated values (RFC 4180).

use super::columns::{Row, cell_of, names_of};
use crate::json::Json;

/// A header and a row for each item.
pub fn of_items(items: &[Json<'_>], columns: Option<&[String]>) -> String {
    let rows: Vec<Row<'_>> = items
        .iter()
        // What is not an object is a row of one value.
        .map(|item| {
            item.members()
                .unwrap_or_else(|| vec![("value".to_owned(), *item)])
        })
        .collect();
    let names = columns.map_or_else(|| names_of(&rows, |_| true), <[String]>::to_vec);
    let mut text = line(names.iter().map(String::as_str));
    for row in &rows {
        let cells: Vec<String> = names
            .iter()
            .map(|name| cell_of(row, name).map_or_else(String::new, value))
            .collect();
        text += &line(cells.iter().map(String::as_str));
    }
    text
}

/// Strings as they are, nothing for null, and JSON for the rest.
fn value(json: Json<'_>) -> String {
    match json.is_null() {
        true => String::new(),
        false => json.string().unwrap_or_else(|| json.line()),
    }
}

/// One line.
pub fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells
        .map(|cell| match cell.contains([',', '"', '\r', '\n']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.to_owned(),
        })
        .collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let text = r#"[{"a":"x,y","b":"say \"hi\"","c":null,"d":1.10},{"b":"two\nlines","e":{"f":[1]}},7]"#;
        let items = Json::read(text.as_bytes()).unwrap().items().unwrap();
        assert_eq!(
            of_items(&items, None),
            "a,b,c,d,e,value\r\n\"x,y\",\"say \"\"hi\"\"\",,1.10,,\r\n,\"two\nlines\",,,\"{\"\"f\"\":[1]}\",\r\n,,,,,7\r\n"
        );
        let columns = ["d".to_owned(), "e.f".to_owned()];
        assert_eq!(
            of_items(&items, Some(&columns)),
            "d,e.f\r\n1.10,\r\n,[1]\r\n,\r\n"
        );
        assert_eq!(of_items(&[], Some(&columns)), "d,e.f\r\n");
    }
}
