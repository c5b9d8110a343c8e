//! Shared building blocks for reading OpenAPI documents.
//!
//! ```
//! use neo_api_document::{media_type, pointer, reference, responses};
//!
//! let document = serde_json::json!({
//!     "components": { "responses": { "Ok": { "description": "ok" } } },
//!     "responses": { "2XX": { "$ref": "#/components/responses/Ok" } },
//! });
//! let selected = responses::select(&document["responses"], 204).expect("2XX covers 204");
//! assert_eq!(reference::resolve(&document, selected)["description"], "ok");
//! assert_eq!(pointer::join("/paths", "/agents/{id}"), "/paths/~1agents~1{id}");
//! assert!(media_type::is_json("application/problem+json; charset=utf-8"));
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod media_type;
pub mod method;
pub mod pointer;
pub mod reference;
pub mod responses;
