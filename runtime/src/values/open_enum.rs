//! What every generated enum of scalars has, written once.

/// Implements an open enum of texts, integers or booleans:
/// `open_enum! { text Color { Red = "red", Green = "green" } else Unknown }`. For generated code, which declares the enum.
///
/// What `Other` stands for is allowed without being listed; `Unknown` is not listed yet.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    (text $name:ident { $($variant:ident = $value:literal),* } else $rest:ident) => {
        $crate::open_enum!(@common $name { $($variant)* } $rest);

        impl $name {
            /// The value as sent and received.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$rest(value) => value.as_str(),
                }
            }
        }

        impl $crate::OpenEnum for $name {
            const TABLE: &'static [(&'static str, Self)] = &[$(($value, Self::$variant)),*];
            const OPEN: bool = $crate::open_enum!(@open $rest);

            fn unknown(value: $crate::UnknownValue) -> Self {
                Self::$rest(value)
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                <Self as $crate::OpenEnum>::of(value)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                <Self as $crate::OpenEnum>::of(&value)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(<Self as $crate::OpenEnum>::of(value))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::read_open_enum(deserializer)
            }
        }
    };
    (integer $name:ident { $($variant:ident = $value:literal),* } else $rest:ident) => {
        $crate::open_enum!(
            @scalar $name { $($variant = $value),* } $rest,
            i64, as_i64, UnknownInteger, serialize_i64, $crate::integers::<i64, D>
        );
    };
    (boolean $name:ident { $($variant:ident = $value:literal),* } else $rest:ident) => {
        $crate::open_enum!(
            @scalar $name { $($variant = $value),* } $rest,
            bool, as_bool, UnknownBoolean, serialize_bool, <bool as ::serde::Deserialize>::deserialize
        );
    };
    (
        @scalar $name:ident { $($variant:ident = $value:literal),* } $rest:ident,
        $type:ident, $getter:ident, $unknown:ident, $write:ident, $read:expr
    ) => {
        $crate::open_enum!(@common $name { $($variant)* } $rest);

        impl $name {
            /// The value as sent and received.
            pub fn $getter(&self) -> $type {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$rest(value) => value.get(),
                }
            }
        }

        impl ::std::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    #[allow(unreachable_patterns)]
                    value => Self::$rest($crate::$unknown::of(value, $crate::open_enum!(@open $rest))),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.$getter(), formatter)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.$write(self.$getter())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                ::std::result::Result::map($read(deserializer), ::std::convert::From::from)
            }
        }
    };
    (@common $name:ident { $($variant:ident)* } $rest:ident) => {
        impl $name {
            /// The values that the contract lists.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// Whether the contract lists it.
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::$rest(_))
            }
        }
    };
    (@open Other) => { true };
    (@open Unknown) => { false };
}
