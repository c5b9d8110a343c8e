//! The methods that a path item describes.

/// Their keys, in the order of the OpenAPI specification.
pub const ALL: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
