//! Commands that messages suggest, as a shell reads them.

use std::path::Path;

use crate::sanitize;

/// The vendor folder that commands use without `--dir`.
pub(crate) const DEFAULT_FOLDER: &str = "openapi";

/// ` --dir FOLDER`, unless it is the default.
pub(crate) fn dir_option(folder: &Path) -> String {
    if folder == Path::new(DEFAULT_FOLDER) {
        String::new()
    } else {
        format!(" --dir {}", quoted_path(folder))
    }
}

pub(crate) fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A word of a shell command.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "-_./:@%+=,".contains(it);
    let word = sanitize::line(word);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word,
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_spaces_are_quoted_and_the_default_folder_is_not_named() {
        assert_eq!(quoted("a b'c"), r"'a b'\''c'");
        assert_eq!(
            quoted("https://a.example/b.json"),
            "https://a.example/b.json"
        );
        assert_eq!(dir_option(Path::new("openapi")), "");
        assert_eq!(dir_option(Path::new("openapi/")), "");
        assert_eq!(dir_option(Path::new("my api")), " --dir 'my api'");
    }
}
