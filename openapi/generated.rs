// neo-api-codegen: 5e9e26ccc8672151
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///`ErrorEnvelope`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ErrorEnvelope {
        pub error: ErrorEnvelopeError,
        pub meta: ErrorEnvelopeMeta,
    }
    impl ErrorEnvelope {
        pub fn builder() -> builder::ErrorEnvelope {
            Default::default()
        }
    }
    ///`ErrorEnvelopeError`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct ErrorEnvelopeError {
        ///Stable machine-readable error code.
        pub code: ::std::string::String,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub details: ::std::option::Option<::neo_api_runtime::Json>,
        pub message: ::std::string::String,
    }
    impl ErrorEnvelopeError {
        pub fn builder() -> builder::ErrorEnvelopeError {
            Default::default()
        }
    }
    ///`ErrorEnvelopeMeta`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ErrorEnvelopeMeta {
        #[serde(
            default,
            deserialize_with = "::neo_api_runtime::present",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub request_id: ::std::option::Option<::std::option::Option<::uuid::Uuid>>,
    }
    impl ErrorEnvelopeMeta {
        pub fn builder() -> builder::ErrorEnvelopeMeta {
            Default::default()
        }
    }
    ///`Pagination`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Pagination {
        pub has_more: bool,
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub next_cursor: ::std::option::Option<::std::string::String>,
    }
    impl Pagination {
        pub fn builder() -> builder::Pagination {
            Default::default()
        }
    }
    /**Public projection of a `phone_numbers` row.

`psa_settings` and `agent_settings` are returned as opaque JSON — their
inner shapes (which PSA action to take on missing customer, which voice
profile, which custom prompt) are tenant-curated and not part of the public
contract. Anyone wanting to edit them goes through the dashboard.*/
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct PublicPhoneNumber {
        pub agent_settings: ::neo_api_runtime::Json,
        pub country: types::CountryCode,
        pub created_at: ::neo_api_runtime::Timestamp,
        pub id: i64,
        #[serde(deserialize_with = "::std::option::Option::deserialize")]
        pub minutes_used_this_month: ::std::option::Option<i64>,
        pub number: ::std::string::String,
        pub psa_settings: ::neo_api_runtime::Json,
        pub status: types::PhoneNumberStatus,
        pub updated_at: ::neo_api_runtime::Timestamp,
    }
    impl PublicPhoneNumber {
        pub fn builder() -> builder::PublicPhoneNumber {
            Default::default()
        }
    }
    ///`SuccessMeta`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct SuccessMeta {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pagination: ::std::option::Option<Pagination>,
        pub request_id: ::uuid::Uuid,
        pub timings_ms: ::std::collections::BTreeMap<
            ::std::string::String,
            ::neo_api_runtime::Number,
        >,
        ///Non-fatal warnings about the created/updated resource (e.g. an unhealthy PSA callback).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub warnings: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
    }
    impl SuccessMeta {
        pub fn builder() -> builder::SuccessMeta {
            Default::default()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[allow(unused_imports)]
        use super::types;
        #[derive(Clone, Debug)]
        pub struct ErrorEnvelope {
            error: ::std::result::Result<
                super::ErrorEnvelopeError,
                ::std::string::String,
            >,
            meta: ::std::result::Result<super::ErrorEnvelopeMeta, ::std::string::String>,
        }
        impl ::std::default::Default for ErrorEnvelope {
            fn default() -> Self {
                Self {
                    error: Err("no value supplied for error".to_string()),
                    meta: Err("no value supplied for meta".to_string()),
                }
            }
        }
        impl ErrorEnvelope {
            pub fn error<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ErrorEnvelopeError>,
                T::Error: ::std::fmt::Display,
            {
                self.error = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for error: {e}")
                    });
                self
            }
            pub fn meta<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ErrorEnvelopeMeta>,
                T::Error: ::std::fmt::Display,
            {
                self.meta = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for meta: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<ErrorEnvelope> for super::ErrorEnvelope {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorEnvelope,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    error: value.error?,
                    meta: value.meta?,
                })
            }
        }
        impl ::std::convert::From<super::ErrorEnvelope> for ErrorEnvelope {
            fn from(value: super::ErrorEnvelope) -> Self {
                Self {
                    error: Ok(value.error),
                    meta: Ok(value.meta),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct ErrorEnvelopeError {
            code: ::std::result::Result<::std::string::String, ::std::string::String>,
            details: ::std::result::Result<
                ::std::option::Option<::neo_api_runtime::Json>,
                ::std::string::String,
            >,
            message: ::std::result::Result<::std::string::String, ::std::string::String>,
        }
        impl ::std::default::Default for ErrorEnvelopeError {
            fn default() -> Self {
                Self {
                    code: Err("no value supplied for code".to_string()),
                    details: Ok(Default::default()),
                    message: Err("no value supplied for message".to_string()),
                }
            }
        }
        impl ErrorEnvelopeError {
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for code: {e}")
                    });
                self
            }
            pub fn details<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::neo_api_runtime::Json>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.details = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for details: {e}")
                    });
                self
            }
            pub fn message<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.message = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for message: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<ErrorEnvelopeError> for super::ErrorEnvelopeError {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorEnvelopeError,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    code: value.code?,
                    details: value.details?,
                    message: value.message?,
                })
            }
        }
        impl ::std::convert::From<super::ErrorEnvelopeError> for ErrorEnvelopeError {
            fn from(value: super::ErrorEnvelopeError) -> Self {
                Self {
                    code: Ok(value.code),
                    details: Ok(value.details),
                    message: Ok(value.message),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct ErrorEnvelopeMeta {
            request_id: ::std::result::Result<
                ::std::option::Option<::std::option::Option<::uuid::Uuid>>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for ErrorEnvelopeMeta {
            fn default() -> Self {
                Self {
                    request_id: Ok(Default::default()),
                }
            }
        }
        impl ErrorEnvelopeMeta {
            pub fn request_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::option::Option<::uuid::Uuid>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.request_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for request_id: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<ErrorEnvelopeMeta> for super::ErrorEnvelopeMeta {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorEnvelopeMeta,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    request_id: value.request_id?,
                })
            }
        }
        impl ::std::convert::From<super::ErrorEnvelopeMeta> for ErrorEnvelopeMeta {
            fn from(value: super::ErrorEnvelopeMeta) -> Self {
                Self {
                    request_id: Ok(value.request_id),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct Pagination {
            has_more: ::std::result::Result<bool, ::std::string::String>,
            next_cursor: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for Pagination {
            fn default() -> Self {
                Self {
                    has_more: Err("no value supplied for has_more".to_string()),
                    next_cursor: Err("no value supplied for next_cursor".to_string()),
                }
            }
        }
        impl Pagination {
            pub fn has_more<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.has_more = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for has_more: {e}")
                    });
                self
            }
            pub fn next_cursor<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_cursor = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for next_cursor: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Pagination> for super::Pagination {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Pagination,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    has_more: value.has_more?,
                    next_cursor: value.next_cursor?,
                })
            }
        }
        impl ::std::convert::From<super::Pagination> for Pagination {
            fn from(value: super::Pagination) -> Self {
                Self {
                    has_more: Ok(value.has_more),
                    next_cursor: Ok(value.next_cursor),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct PublicPhoneNumber {
            agent_settings: ::std::result::Result<
                ::neo_api_runtime::Json,
                ::std::string::String,
            >,
            country: ::std::result::Result<types::CountryCode, ::std::string::String>,
            created_at: ::std::result::Result<
                ::neo_api_runtime::Timestamp,
                ::std::string::String,
            >,
            id: ::std::result::Result<i64, ::std::string::String>,
            minutes_used_this_month: ::std::result::Result<
                ::std::option::Option<i64>,
                ::std::string::String,
            >,
            number: ::std::result::Result<::std::string::String, ::std::string::String>,
            psa_settings: ::std::result::Result<
                ::neo_api_runtime::Json,
                ::std::string::String,
            >,
            status: ::std::result::Result<
                types::PhoneNumberStatus,
                ::std::string::String,
            >,
            updated_at: ::std::result::Result<
                ::neo_api_runtime::Timestamp,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PublicPhoneNumber {
            fn default() -> Self {
                Self {
                    agent_settings: Err(
                        "no value supplied for agent_settings".to_string(),
                    ),
                    country: Err("no value supplied for country".to_string()),
                    created_at: Err("no value supplied for created_at".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    minutes_used_this_month: Err(
                        "no value supplied for minutes_used_this_month".to_string(),
                    ),
                    number: Err("no value supplied for number".to_string()),
                    psa_settings: Err("no value supplied for psa_settings".to_string()),
                    status: Err("no value supplied for status".to_string()),
                    updated_at: Err("no value supplied for updated_at".to_string()),
                }
            }
        }
        impl PublicPhoneNumber {
            pub fn agent_settings<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::neo_api_runtime::Json>,
                T::Error: ::std::fmt::Display,
            {
                self.agent_settings = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for agent_settings: {e}"
                        )
                    });
                self
            }
            pub fn country<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<types::CountryCode>,
                T::Error: ::std::fmt::Display,
            {
                self.country = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for country: {e}")
                    });
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::neo_api_runtime::Timestamp>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for created_at: {e}")
                    });
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn minutes_used_this_month<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<i64>>,
                T::Error: ::std::fmt::Display,
            {
                self.minutes_used_this_month = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for minutes_used_this_month: {e}"
                        )
                    });
                self
            }
            pub fn number<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.number = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for number: {e}")
                    });
                self
            }
            pub fn psa_settings<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::neo_api_runtime::Json>,
                T::Error: ::std::fmt::Display,
            {
                self.psa_settings = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for psa_settings: {e}")
                    });
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<types::PhoneNumberStatus>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for status: {e}")
                    });
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::neo_api_runtime::Timestamp>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for updated_at: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<PublicPhoneNumber> for super::PublicPhoneNumber {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PublicPhoneNumber,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    agent_settings: value.agent_settings?,
                    country: value.country?,
                    created_at: value.created_at?,
                    id: value.id?,
                    minutes_used_this_month: value.minutes_used_this_month?,
                    number: value.number?,
                    psa_settings: value.psa_settings?,
                    status: value.status?,
                    updated_at: value.updated_at?,
                })
            }
        }
        impl ::std::convert::From<super::PublicPhoneNumber> for PublicPhoneNumber {
            fn from(value: super::PublicPhoneNumber) -> Self {
                Self {
                    agent_settings: Ok(value.agent_settings),
                    country: Ok(value.country),
                    created_at: Ok(value.created_at),
                    id: Ok(value.id),
                    minutes_used_this_month: Ok(value.minutes_used_this_month),
                    number: Ok(value.number),
                    psa_settings: Ok(value.psa_settings),
                    status: Ok(value.status),
                    updated_at: Ok(value.updated_at),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct SuccessMeta {
            pagination: ::std::result::Result<
                ::std::option::Option<super::Pagination>,
                ::std::string::String,
            >,
            request_id: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
            timings_ms: ::std::result::Result<
                ::std::collections::BTreeMap<
                    ::std::string::String,
                    ::neo_api_runtime::Number,
                >,
                ::std::string::String,
            >,
            warnings: ::std::result::Result<
                ::std::option::Option<::std::vec::Vec<::std::string::String>>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for SuccessMeta {
            fn default() -> Self {
                Self {
                    pagination: Ok(Default::default()),
                    request_id: Err("no value supplied for request_id".to_string()),
                    timings_ms: Err("no value supplied for timings_ms".to_string()),
                    warnings: Ok(Default::default()),
                }
            }
        }
        impl SuccessMeta {
            pub fn pagination<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Pagination>>,
                T::Error: ::std::fmt::Display,
            {
                self.pagination = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for pagination: {e}")
                    });
                self
            }
            pub fn request_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.request_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for request_id: {e}")
                    });
                self
            }
            pub fn timings_ms<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::collections::BTreeMap<
                        ::std::string::String,
                        ::neo_api_runtime::Number,
                    >,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.timings_ms = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for timings_ms: {e}")
                    });
                self
            }
            pub fn warnings<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    ::std::option::Option<::std::vec::Vec<::std::string::String>>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.warnings = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for warnings: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<SuccessMeta> for super::SuccessMeta {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SuccessMeta,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    pagination: value.pagination?,
                    request_id: value.request_id?,
                    timings_ms: value.timings_ms?,
                    warnings: value.warnings?,
                })
            }
        }
        impl ::std::convert::From<super::SuccessMeta> for SuccessMeta {
            fn from(value: super::SuccessMeta) -> Self {
                Self {
                    pagination: Ok(value.pagination),
                    request_id: Ok(value.request_id),
                    timings_ms: Ok(value.timings_ms),
                    warnings: Ok(value.warnings),
                }
            }
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
    #[allow(unused_imports)]
    use super::types;
    ///
    /// An open enum of JSON values: one that the contract does not list is `Unknown` and encodes as it came.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum CountryCode {
        ///`["US","+1",null,null]`
        Us,
        ///`["CA","+1",null,null]`
        Ca,
        ///`["GB","+44","BUd29cd8d0f57893ad3311964d784dc9a1","AD231ece3809334da636dd351b9f2fdf60"]`
        Gb,
        ///`["NL","+31",null,"AD3e3f88b6d5277d90f9a5b3946c8f6b4c"]`
        Nl,
        ///`["AU","+61",null,"AD2959da1db1ac1fc0bd2019c9baa658dc"]`
        Au,
        /// A value that the contract does not list.
        Unknown(
            ::neo_api_runtime::UnknownJson<
                (
                    ::std::string::String,
                    ::std::string::String,
                    ::std::option::Option<::std::string::String>,
                    ::std::option::Option<::std::string::String>,
                ),
            >,
        ),
    }
    impl ::neo_api_runtime::KnownJson for CountryCode {
        type Parsed = (
            ::std::string::String,
            ::std::string::String,
            ::std::option::Option<::std::string::String>,
            ::std::option::Option<::std::string::String>,
        );
        const TABLE: &'static [(&'static str, Self)] = &[
            ("[\"US\",\"+1\",null,null]", Self::Us),
            ("[\"CA\",\"+1\",null,null]", Self::Ca),
            (
                "[\"GB\",\"+44\",\"BUd29cd8d0f57893ad3311964d784dc9a1\",\"AD231ece3809334da636dd351b9f2fdf60\"]",
                Self::Gb,
            ),
            ("[\"NL\",\"+31\",null,\"AD3e3f88b6d5277d90f9a5b3946c8f6b4c\"]", Self::Nl),
            ("[\"AU\",\"+61\",null,\"AD2959da1db1ac1fc0bd2019c9baa658dc\"]", Self::Au),
        ];
        fn unknown(
            value: ::neo_api_runtime::UnknownJson<
                (
                    ::std::string::String,
                    ::std::string::String,
                    ::std::option::Option<::std::string::String>,
                    ::std::option::Option<::std::string::String>,
                ),
            >,
        ) -> Self {
            Self::Unknown(value)
        }
    }
    impl CountryCode {
        /// The elements of the tuple; none of a value that is no tuple of this form.
        #[allow(clippy::type_complexity)]
        pub fn as_tuple(
            &self,
        ) -> ::std::option::Option<
            (&str, &str, ::std::option::Option<&str>, ::std::option::Option<&str>),
        > {
            match self {
                Self::Us => {
                    ::std::option::Option::Some((
                        "US",
                        "+1",
                        ::std::option::Option::None,
                        ::std::option::Option::None,
                    ))
                }
                Self::Ca => {
                    ::std::option::Option::Some((
                        "CA",
                        "+1",
                        ::std::option::Option::None,
                        ::std::option::Option::None,
                    ))
                }
                Self::Gb => {
                    ::std::option::Option::Some((
                        "GB",
                        "+44",
                        ::std::option::Option::Some(
                            "BUd29cd8d0f57893ad3311964d784dc9a1",
                        ),
                        ::std::option::Option::Some("AD231ece3809334da636dd351b9f2fdf60"),
                    ))
                }
                Self::Nl => {
                    ::std::option::Option::Some((
                        "NL",
                        "+31",
                        ::std::option::Option::None,
                        ::std::option::Option::Some("AD3e3f88b6d5277d90f9a5b3946c8f6b4c"),
                    ))
                }
                Self::Au => {
                    ::std::option::Option::Some((
                        "AU",
                        "+61",
                        ::std::option::Option::None,
                        ::std::option::Option::Some("AD2959da1db1ac1fc0bd2019c9baa658dc"),
                    ))
                }
                Self::Unknown(value) => {
                    value
                        .value()
                        .map(|value| (
                            value.0.as_str(),
                            value.1.as_str(),
                            value.2.as_deref(),
                            value.3.as_deref(),
                        ))
                }
            }
        }
        /// The value as JSON text.
        pub fn as_json(&self) -> &str {
            match self {
                Self::Us => "[\"US\",\"+1\",null,null]",
                Self::Ca => "[\"CA\",\"+1\",null,null]",
                Self::Gb => {
                    "[\"GB\",\"+44\",\"BUd29cd8d0f57893ad3311964d784dc9a1\",\"AD231ece3809334da636dd351b9f2fdf60\"]"
                }
                Self::Nl => {
                    "[\"NL\",\"+31\",null,\"AD3e3f88b6d5277d90f9a5b3946c8f6b4c\"]"
                }
                Self::Au => {
                    "[\"AU\",\"+61\",null,\"AD2959da1db1ac1fc0bd2019c9baa658dc\"]"
                }
                Self::Unknown(value) => value.as_json(),
            }
        }
    }
    impl ::std::fmt::Display for CountryCode {
        fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            formatter.pad(self.as_json())
        }
    }
    impl ::serde::Serialize for CountryCode {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            ::neo_api_runtime::write_json(self.as_json(), serializer)
        }
    }
    impl<'de> ::serde::Deserialize<'de> for CountryCode {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            ::neo_api_runtime::read_known_json(deserializer)
        }
    }
    ///
    /// An open enum: a value that the contract does not list is `Unknown` and encodes as it came.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum PhoneNumberStatus {
        ///`ACTIVE`
        Active,
        ///`INACTIVE`
        Inactive,
        /// A value that the contract does not list.
        Unknown(::neo_api_runtime::UnknownValue),
    }
    impl ::neo_api_runtime::Known for PhoneNumberStatus {
        const TABLE: &'static [(&'static str, Self)] = &[
            ("ACTIVE", Self::Active),
            ("INACTIVE", Self::Inactive),
        ];
        fn unknown(value: ::neo_api_runtime::UnknownValue) -> Self {
            Self::Unknown(value)
        }
    }
    impl PhoneNumberStatus {
        /// The value as the wire has it.
        pub fn as_str(&self) -> &str {
            match self {
                Self::Active => "ACTIVE",
                Self::Inactive => "INACTIVE",
                Self::Unknown(value) => value.as_str(),
            }
        }
    }
    impl ::std::convert::From<&str> for PhoneNumberStatus {
        fn from(value: &str) -> Self {
            <Self as ::neo_api_runtime::Known>::of(value)
        }
    }
    impl ::std::convert::From<::std::string::String> for PhoneNumberStatus {
        fn from(value: ::std::string::String) -> Self {
            <Self as ::neo_api_runtime::Known>::of(&value)
        }
    }
    impl ::std::str::FromStr for PhoneNumberStatus {
        type Err = ::std::convert::Infallible;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
            ::std::result::Result::Ok(<Self as ::neo_api_runtime::Known>::of(value))
        }
    }
    impl ::std::fmt::Display for PhoneNumberStatus {
        fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            formatter.pad(self.as_str())
        }
    }
    impl ::serde::Serialize for PhoneNumberStatus {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> ::serde::Deserialize<'de> for PhoneNumberStatus {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            ::neo_api_runtime::read_known(deserializer)
        }
    }
}
/// One builder for each operation.
pub mod operations {
    #[allow(unused_imports)]
    use super::types;
    #[cfg_attr(
        not(doctest),
        doc = "`GET /public-api/phone/numbers`: List Phone Agent numbers.\n\nPhone numbers wired into the tenant's Phone Agent. `psa_settings` and `agent_settings` are returned as opaque JSON (the inner shapes are tenant-curated and not part of the public contract — edit them in the dashboard).\n\n```ignore\nclient.phone_numbers_list().send().await?\n```"
    )]
    #[must_use = "nothing is sent until `send` is called"]
    #[derive(Clone, Debug)]
    pub struct PhoneNumbersList<C = ::neo_api_runtime::Client> {
        request: ::neo_api_runtime::RequestBuilder<C>,
    }
    impl<C> PhoneNumbersList<C> {
        pub(super) fn new(client: &C) -> Self
        where
            C: ::std::clone::Clone,
        {
            let request = ::neo_api_runtime::RequestBuilder::new(
                client,
                &super::OPERATIONS[0usize],
            );
            Self { request }
        }
        /// Settings for this call.
        pub fn with(mut self, options: ::neo_api_runtime::CallOptions) -> Self {
            self.request.options(options);
            self
        }
    }
    impl PhoneNumbersList {
        /// Sends the request.
        pub fn send(
            self,
        ) -> ::neo_api_runtime::Sending<
            ::std::vec::Vec<types::PublicPhoneNumber>,
            types::SuccessMeta,
        > {
            self.request
                .send::<
                    ::neo_api_runtime::body::Envelope<
                        ::std::vec::Vec<types::PublicPhoneNumber>,
                        types::SuccessMeta,
                    >,
                >()
        }
    }
    #[cfg(feature = "blocking")]
    impl PhoneNumbersList<::neo_api_runtime::blocking::Client> {
        /// Sends the request and waits for the response.
        pub fn send(
            self,
        ) -> ::std::result::Result<
            ::neo_api_runtime::Response<
                ::std::vec::Vec<types::PublicPhoneNumber>,
                types::SuccessMeta,
            >,
            ::neo_api_runtime::Error,
        > {
            self.request
                .send::<
                    ::neo_api_runtime::body::Envelope<
                        ::std::vec::Vec<types::PublicPhoneNumber>,
                        types::SuccessMeta,
                    >,
                >()
        }
    }
    impl<C> ::neo_api_runtime::OperationRequest for PhoneNumbersList<C> {
        type Body = ::neo_api_runtime::body::Envelope<
            ::std::vec::Vec<types::PublicPhoneNumber>,
            types::SuccessMeta,
        >;
        const OPERATION: &'static ::neo_api_runtime::Operation = &super::OPERATIONS[0usize];
    }
}
/// Every operation of the contract, ordered by path template and method.
pub const OPERATIONS: &[::neo_api_runtime::Operation] = &[
    ::neo_api_runtime::Operation {
        id: "phone_numbers_list",
        contract_id: "public_api.phone_numbers_get",
        method: "GET",
        path: "/public-api/phone/numbers",
        summary: "List Phone Agent numbers",
        security: &[&["bearerAuth"]],
        idempotent: true,
        paginated: false,
        accept: "application/json",
    },
];
/// The contract's `securitySchemes`.
pub const SECURITY_SCHEMES: &[::neo_api_runtime::SecurityScheme] = &[
    ::neo_api_runtime::SecurityScheme {
        name: "bearerAuth",
        kind: ::neo_api_runtime::SecurityKind::Bearer,
    },
];
/**What the contract says of the service:

Neo's public contract for the dashboard ChatAgent, partner integrations, and MSP automation. Every response is wrapped in a `{data, meta}` envelope; errors use `{error: {code, message, details?}, meta: {request_id}}`. Authenticate with a `Bearer neo_sk_<env>_<secret>` API key (service account) or a Microsoft Entra ID JWT (dashboard user). Signed-URL endpoints (end-user feedback links) take a `signature` query parameter instead.*/
pub const SERVICE: ::neo_api_runtime::Service = ::neo_api_runtime::Service::new(
        "Neo Public API",
        "1.0.0",
        OPERATIONS,
    )
    .security_schemes(SECURITY_SCHEMES)
    .base_url("https://api.neoagent.io")
    .envelope(::neo_api_runtime::EnvelopeFormat {
        data: "data",
        meta: "meta",
    })
    .cursor(::neo_api_runtime::CursorFormat {
        parameter: "cursor",
        page_size: "page_size",
        has_more: "/meta/pagination/has_more",
        next: "/meta/pagination/next_cursor",
    });
impl crate::Neo {
    ///`GET /public-api/phone/numbers`: List Phone Agent numbers See [`operations::PhoneNumbersList`].
    pub fn phone_numbers_list(&self) -> operations::PhoneNumbersList {
        operations::PhoneNumbersList::new(self.client())
    }
}
#[cfg(feature = "blocking")]
impl crate::blocking::Neo {
    ///`GET /public-api/phone/numbers`: List Phone Agent numbers See [`operations::PhoneNumbersList`].
    pub fn phone_numbers_list(
        &self,
    ) -> operations::PhoneNumbersList<::neo_api_runtime::blocking::Client> {
        operations::PhoneNumbersList::new(self.client())
    }
}
