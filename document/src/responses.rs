//! Responses by status.

use serde_json::Value;

/// The response that a status selects from a `responses` object: the status itself, its range (`2XX`), or `default`.
pub fn select(responses: &Value, status: u16) -> Option<&Value> {
    keys(status).iter().find_map(|key| responses.get(key))
}

/// The keys that match a status, from the most specific to the least. Ranges are also matched in lower case.
pub fn keys(status: u16) -> [String; 4] {
    let class = status / 100;
    [
        status.to_string(),
        format!("{class}XX"),
        format!("{class}xx"),
        "default".to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_most_specific_response_is_selected() {
        let responses = json!({ "200": 1, "2XX": 2, "4xx": 3, "default": 4 });
        for (status, selected) in [(200, 1), (201, 2), (404, 3), (500, 4)] {
            assert_eq!(
                select(&responses, status),
                Some(&json!(selected)),
                "{status}"
            );
        }
        assert_eq!(select(&json!({ "200": 1 }), 204), None);
    }
}
