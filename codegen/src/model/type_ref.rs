//! The use of a type: in a field, a parameter, a body or a response.

use super::schema::Bounds;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A Rust type at a use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TypeRef {
    /// `bool`
    Boolean,
    /// An integer of a width.
    Integer(Width),
    /// The runtime's `Number`.
    Number,
    /// `String`
    Text,
    /// `uuid::Uuid`
    Uuid,
    /// `chrono::NaiveDate`
    Date,
    /// The runtime's `Timestamp`.
    Timestamp,
    /// The runtime's `Json`: any object.
    Object,
    /// The runtime's `JsonValue`: any value, null included.
    Any,
    /// A type of the runtime by its path there: `Multipart`, `FilePart`.
    Runtime(&'static str),
    /// A type of the module `types`.
    Named(String),
    /// `Vec<T>`
    List(Box<TypeRef>),
    /// `BTreeMap<String, T>`
    Map(Box<TypeRef>),
    /// `Option<T>`: null as a value.
    Nullable(Box<TypeRef>),
    /// `Box<T>`, where a type contains itself.
    Boxed(Box<TypeRef>),
}

/// The integer types that a contract can select.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Width {
    I32,
    U32,
    I64,
    U64,
}

/// How tokens name the runtime and the types from their module.
pub(crate) struct Paths<'a> {
    /// The runtime: `Options::runtime`.
    pub(crate) runtime: &'a syn::Path,
    /// The prefix of a type's name: `types::`, `super::types::`, or nothing inside the module itself.
    pub(crate) types: TokenStream,
}

impl TypeRef {
    /// The type with null as an additional value. A type that already allows null is unchanged.
    pub(crate) fn nullable(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The type without null, and whether it was an `Option`.
    pub(crate) fn not_null(&self) -> (&Self, bool) {
        match self {
            Self::Nullable(inner) => (inner, true),
            other => (other, false),
        }
    }

    /// The type inside lists, maps, options and boxes.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.innermost()
            }
            other => other,
        }
    }

    /// The name of the type in the module `types`, if it is one.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.innermost() {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is the type with that name.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        matches!(self, Self::Named(it) if it == name)
    }

    /// Whether it contains integers outside other types. JSON may write them as `3.0`.
    pub(crate) fn has_integers(&self) -> bool {
        matches!(self.innermost(), Self::Integer(_))
    }

    /// The type as Rust.
    pub(crate) fn tokens(&self, paths: &Paths<'_>) -> TokenStream {
        let runtime = paths.runtime;
        match self {
            Self::Boolean => quote!(bool),
            Self::Integer(width) => width.tokens(),
            Self::Number => quote!(#runtime::Number),
            Self::Text => quote!(::std::string::String),
            Self::Uuid => quote!(::uuid::Uuid),
            Self::Date => quote!(::chrono::NaiveDate),
            Self::Timestamp => quote!(#runtime::Timestamp),
            Self::Object => quote!(#runtime::Json),
            Self::Any => quote!(#runtime::JsonValue),
            Self::Runtime(name) => {
                let name = format_ident!("{name}");
                quote!(#runtime::#name)
            }
            Self::Named(name) => {
                let (types, name) = (&paths.types, format_ident!("{name}"));
                quote!(#types #name)
            }
            Self::List(inner) => {
                let inner = inner.tokens(paths);
                quote!(::std::vec::Vec<#inner>)
            }
            Self::Map(inner) => {
                let inner = inner.tokens(paths);
                quote!(::std::collections::BTreeMap<::std::string::String, #inner>)
            }
            Self::Nullable(inner) => {
                let inner = inner.tokens(paths);
                quote!(::std::option::Option<#inner>)
            }
            Self::Boxed(inner) => {
                let inner = inner.tokens(paths);
                quote!(::std::boxed::Box<#inner>)
            }
        }
    }

    /// The type of a setter's argument: `impl TryInto<T, …>`, or an iterator over values that convert to the elements.
    pub(crate) fn bound(&self, paths: &Paths<'_>) -> TokenStream {
        let one = |ty: &Self| {
            let (ty, runtime) = (ty.tokens(paths), paths.runtime);
            quote!(::std::convert::TryInto<#ty, Error: ::std::convert::Into<#runtime::BuildError>>)
        };
        match self {
            Self::Boxed(inner) => inner.bound(paths),
            Self::List(inner) => {
                let item = one(inner);
                quote!(impl ::std::iter::IntoIterator<Item: #item>)
            }
            Self::Map(inner) => {
                let value = one(inner);
                quote! {
                    impl ::std::iter::IntoIterator<
                        Item = (impl ::std::convert::Into<::std::string::String>, impl #value)
                    >
                }
            }
            other => {
                let one = one(other);
                quote!(impl #one)
            }
        }
    }

    /// The conversion of that argument: an expression of type `Result<T, BuildError>`.
    pub(crate) fn convert(&self, paths: &Paths<'_>, argument: &TokenStream) -> TokenStream {
        let runtime = paths.runtime;
        match self {
            Self::Boxed(inner) => {
                let inner = inner.convert(paths, argument);
                quote!(#inner.map(::std::boxed::Box::new))
            }
            Self::List(inner) => {
                let inner = inner.tokens(paths);
                quote!(#runtime::convert_list::<#inner>(#argument))
            }
            Self::Map(inner) => {
                let inner = inner.tokens(paths);
                quote!(#runtime::convert_map::<#inner>(#argument))
            }
            other => {
                let ty = other.tokens(paths);
                quote!(#runtime::convert::<#ty>(#argument))
            }
        }
    }
}

impl Width {
    /// The width for a format and bounds; `None` if 64 bits are too few.
    pub(super) fn of(format: Option<&str>, bounds: Bounds) -> Option<Self> {
        let width = Self::of_format(format);
        let fits = |width: Self| {
            let (least, most) = width.range();
            bounds.least.is_none_or(|it| it >= least) && bounds.most.is_none_or(|it| it <= most)
        };
        [width, Self::I64, Self::U64]
            .into_iter()
            .find(|it| fits(*it))
    }

    /// The smallest and the largest value, to the precision of a float.
    fn range(self) -> (f64, f64) {
        match self {
            Self::I32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
            Self::U32 => (0.0, f64::from(u32::MAX)),
            // As floats, 2^63 - 1 and 2^63 are equal; contracts mean the former.
            Self::I64 => (-9_223_372_036_854_775_808.0, 9_223_372_036_854_775_808.0),
            Self::U64 => (0.0, 18_446_744_073_709_551_616.0),
        }
    }

    /// The width for a format; without one, the width that holds nearly every integer.
    pub(crate) fn of_format(format: Option<&str>) -> Self {
        match format {
            Some("int8" | "int16" | "int32") => Self::I32,
            Some("uint8" | "uint16" | "uint32") => Self::U32,
            Some("uint64" | "uint") => Self::U64,
            _ => Self::I64,
        }
    }

    pub(crate) fn tokens(self) -> TokenStream {
        match self {
            Self::I32 => quote!(i32),
            Self::U32 => quote!(u32),
            Self::I64 => quote!(i64),
            Self::U64 => quote!(u64),
        }
    }
}
