//! A docs page with the contract in a fenced block.

use super::strict;
use super::tree::Tree;
use super::yaml::{self, YamlError};

/// Why a page does not contain one contract.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// No block is an OpenAPI document.
    #[error(
        "none of its {0} fenced blocks is an OpenAPI document (with the top-level key `openapi`)"
    )]
    None(usize),
    /// Several blocks are OpenAPI documents, and they differ.
    #[error(
        "the OpenAPI blocks at lines {0} and {1} differ; vendor from the document itself, or from a page with one of them"
    )]
    Several(usize, usize),
    /// The block's closing fence is missing.
    #[error("the OpenAPI block at line {0} is not closed: the page seems to be cut off")]
    Unclosed(usize),
    /// A fence after the block is not closed.
    #[error(
        "the fence at line {stray} is not closed: the page is cut off, or a line of the OpenAPI block at line {block} closed it too early; {ADVICE}"
    )]
    Stray {
        /// Line of the block's opening fence, from 1.
        block: usize,
        /// Line of the unclosed fence, from 1.
        stray: usize,
    },
    /// The line that closes the block may be text of the YAML.
    #[error(
        "line {end} ends the OpenAPI block at line {block} by the rules of Markdown, but may be text of the YAML in it; {ADVICE}"
    )]
    Torn {
        /// Line of the opening fence, from 1.
        block: usize,
        /// Line of the closing fence, from 1.
        end: usize,
    },
    /// The block is not valid YAML.
    #[error("the OpenAPI block at line {line}: {source}")]
    Yaml {
        /// Line of the opening fence, from 1.
        line: usize,
        /// The error. Its lines count from the top of the page.
        source: YamlError,
    },
    /// The block is not valid JSON.
    #[error("the OpenAPI block at line {line}: {source}")]
    Json {
        /// Line of the opening fence, from 1.
        line: usize,
        /// The error. Its lines count from the top of the block.
        source: strict::StrictError,
    },
}

/// Advice for a block with a fence inside.
const ADVICE: &str =
    "put a longer fence around the block, such as ````, or vendor the YAML document itself";

#[derive(Debug)]
pub(super) struct Block {
    pub(super) json: String,
    pub(super) origin: Option<String>,
    pub(super) excerpt: Option<String>,
}

struct Fence {
    /// Line of the opening fence, from 1.
    line: usize,
    info: String,
    body: String,
    closed: Option<Close>,
}

/// The closing fence.
struct Close {
    /// Its line, from 1.
    line: usize,
    /// The line as it would be in the body.
    text: String,
}

/// The one contract of a page.
pub(super) fn contract(page: &str) -> Result<Block, PageError> {
    let fences = fences(page);
    let mut found: Option<(usize, Tree, Block)> = None;
    for fence in &fences {
        let Some((tree, json)) = parse_block(fence)? else {
            continue;
        };
        let tree = tree.sorted();
        match &found {
            None => {
                let (origin, excerpt) = origin(&fence.info);
                found = Some((
                    fence.line,
                    tree,
                    Block {
                        json,
                        origin,
                        excerpt,
                    },
                ));
            }
            Some((line, first, _)) if *first != tree => {
                return Err(PageError::Several(*line, fence.line));
            }
            Some(_) => {}
        }
    }
    let (block, _, found) = found.ok_or(PageError::None(fences.len()))?;
    match fences.last() {
        Some(last) if last.closed.is_none() => Err(PageError::Stray {
            block,
            stray: last.line,
        }),
        _ => Ok(found),
    }
}

/// The block's value and JSON text, if it is an OpenAPI document.
fn parse_block(fence: &Fence) -> Result<Option<(Tree, String)>, PageError> {
    let body = fence.body.trim();
    let json = body.starts_with('{');
    let claims = if json {
        ["\"openapi\"", "\"swagger\""]
            .iter()
            .any(|key| body.contains(key))
    } else {
        body.lines().any(|line| {
            let key = line.split(':').next().unwrap_or_default().trim_end();
            line.contains(':') && matches!(key.trim_matches(['"', '\'']), "openapi" | "swagger")
        })
    };
    if !claims {
        return Ok(None);
    }
    let yaml = yaml::parse(&fence.body).map_err(|mut source| {
        source.line += fence.line;
        PageError::Yaml {
            line: fence.line,
            source,
        }
    });
    // JSON is YAML, but the strict reader has better errors.
    if json {
        let strictly = strict::check(&fence.body);
        if let (Err(source), true) = (strictly, fence.closed.is_some()) {
            return Err(PageError::Json {
                line: fence.line,
                source,
            });
        }
    }
    let is_document = |tree: &Tree| tree.has_key("openapi") || tree.has_key("swagger");
    match yaml {
        Ok(tree) if !is_document(&tree) => Ok(None),
        yaml => {
            let Some(close) = &fence.closed else {
                return Err(PageError::Unclosed(fence.line));
            };
            let tree = yaml?;
            // If the YAML could continue with this line, the end of the block is ambiguous.
            let torn = yaml::parse(&format!("{}{}\n", fence.body, close.text)).is_ok();
            if torn && !json {
                return Err(PageError::Torn {
                    block: fence.line,
                    end: close.line,
                });
            }
            let text = tree.to_json();
            Ok(Some((tree, text)))
        }
    }
}

/// The address in the info string, and the words after it: the part of the document that the block shows.
fn origin(info: &str) -> (Option<String>, Option<String>) {
    let mut words = info.split_whitespace();
    let origin = words.find(|word| word.starts_with("http://") || word.starts_with("https://"));
    let rest = words.collect::<Vec<_>>().join(" ");
    let excerpt = (origin.is_some() && !rest.is_empty()).then_some(rest);
    (origin.map(str::to_owned), excerpt)
}

/// Fenced code blocks as in CommonMark, at any indentation, because docs components indent theirs. HTML comments are
/// skipped.
fn fences(page: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize, usize, Fence)> = None;
    let mut comment = false;
    for (index, line) in page.lines().enumerate() {
        if open.is_none() && (comment || line.trim_start().starts_with("<!--")) {
            comment = !line.contains("-->");
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = line.trim_start_matches(' ');
        let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'));
        let length = mark.map_or(0, |mark| {
            rest.chars().take_while(|next| *next == mark).count()
        });
        let after = rest.get(length..).unwrap_or_default();
        match open.take() {
            None => {
                let Some(mark) = mark else { continue };
                // An info string after backticks contains none: otherwise it is inline code.
                if length >= 3 && !(mark == '`' && after.contains('`')) {
                    let fence = Fence {
                        line: index + 1,
                        info: after.trim().to_owned(),
                        body: String::new(),
                        closed: None,
                    };
                    open = Some((mark, length, indent, fence));
                }
            }
            Some((opening, least, depth, mut fence)) => {
                // Deeper than CommonMark allows, it is text of the block.
                let text = line.get(indent.min(depth)..).unwrap_or_default();
                let closes = mark == Some(opening)
                    && length >= least
                    && after.trim().is_empty()
                    && indent <= depth + 3;
                if closes {
                    fence.closed = Some(Close {
                        line: index + 1,
                        text: text.to_owned(),
                    });
                    found.push(fence);
                } else {
                    fence.body.push_str(text);
                    fence.body.push('\n');
                    open = Some((opening, least, depth, fence));
                }
            }
        }
    }
    found.extend(open.map(|(_, _, _, fence)| fence));
    found
}
