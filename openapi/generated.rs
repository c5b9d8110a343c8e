// neo-api-codegen: 0a591fe93a018fec
#[allow(unused_imports)]
use ::neo_api_runtime as runtime;
/// The types of parameters, bodies and responses.
pub mod types {
    #[allow(unused_imports)]
    use super::{runtime, types};
    ///CountryCode
    ///
    /// An open enum of JSON values: one that the contract does not list is `Unknown` and encodes unchanged.
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
        Unknown(runtime::UnknownJson<(String, String, Option<String>, Option<String>)>),
    }
    impl runtime::OpenJsonEnum for CountryCode {
        type Parsed = (String, String, Option<String>, Option<String>);
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
            value: runtime::UnknownJson<(String, String, Option<String>, Option<String>)>,
        ) -> Self {
            Self::Unknown(value)
        }
    }
    impl CountryCode {
        /// The values that the contract lists.
        pub const KNOWN: &'static [Self] = &[
            Self::Us,
            Self::Ca,
            Self::Gb,
            Self::Nl,
            Self::Au,
        ];
        /// Whether the contract lists it.
        pub fn is_known(&self) -> bool {
            !::std::matches!(self, Self::Unknown(_))
        }
        /// The elements of the tuple; `None` if the value is not a tuple of this shape.
        #[allow(clippy::type_complexity)]
        pub fn as_tuple(&self) -> Option<(&str, &str, Option<&str>, Option<&str>)> {
            match self {
                Self::Us => Some(("US", "+1", None, None)),
                Self::Ca => Some(("CA", "+1", None, None)),
                Self::Gb => {
                    Some((
                        "GB",
                        "+44",
                        Some("BUd29cd8d0f57893ad3311964d784dc9a1"),
                        Some("AD231ece3809334da636dd351b9f2fdf60"),
                    ))
                }
                Self::Nl => {
                    Some(("NL", "+31", None, Some("AD3e3f88b6d5277d90f9a5b3946c8f6b4c")))
                }
                Self::Au => {
                    Some(("AU", "+61", None, Some("AD2959da1db1ac1fc0bd2019c9baa658dc")))
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
        ) -> Result<S::Ok, S::Error> {
            runtime::write_json(self.as_json(), serializer)
        }
    }
    impl<'de> ::serde::Deserialize<'de> for CountryCode {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            runtime::read_open_json_enum(deserializer)
        }
    }
    ///`ErrorEnvelope` in the contract.
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ErrorEnvelope {
        pub error: ErrorEnvelopeError,
        pub meta: ErrorEnvelopeMeta,
    }
    ///`error` in the contract.
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ErrorEnvelopeError {
        ///Stable machine-readable error code.
        pub code: String,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub details: Option<runtime::Json>,
        pub message: String,
    }
    ///`meta` in the contract.
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ErrorEnvelopeMeta {
        #[serde(
            default,
            deserialize_with = "runtime::deserialize_some",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub request_id: Option<Option<::uuid::Uuid>>,
    }
    ///`Pagination` in the contract.
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Pagination {
        pub has_more: bool,
        #[serde(deserialize_with = "::serde::Deserialize::deserialize")]
        pub next_cursor: Option<String>,
    }
    ///PhoneNumberStatus
    ///
    ///An open enum: a value that the contract does not list is `Unknown` and encodes unchanged.
    #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum PhoneNumberStatus {
        ///`ACTIVE`
        Active,
        ///`INACTIVE`
        Inactive,
        ///A value that the contract does not list.
        Unknown(runtime::UnknownValue),
    }
    runtime::open_enum! {
        text PhoneNumberStatus { Active = "ACTIVE", Inactive = "INACTIVE" } else Unknown
    }
    /**Public projection of a `phone_numbers` row.

`psa_settings` and `agent_settings` are returned as opaque JSON — their
inner shapes (which PSA action to take on missing customer, which voice
profile, which custom prompt) are tenant-curated and not part of the public
contract. Anyone wanting to edit them goes through the dashboard.*/
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct PublicPhoneNumber {
        ///Agent Settings
        pub agent_settings: runtime::Json,
        pub country: CountryCode,
        ///Created At
        pub created_at: runtime::Timestamp,
        ///Id
        #[serde(deserialize_with = "runtime::integers")]
        pub id: i64,
        ///Minutes Used This Month
        #[serde(deserialize_with = "runtime::integers")]
        pub minutes_used_this_month: Option<i64>,
        ///Number
        pub number: String,
        ///Psa Settings
        pub psa_settings: runtime::Json,
        pub status: PhoneNumberStatus,
        ///Updated At
        pub updated_at: runtime::Timestamp,
    }
    ///`SuccessMeta` in the contract.
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SuccessMeta {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pagination: Option<Pagination>,
        pub request_id: ::uuid::Uuid,
        pub timings_ms: ::std::collections::BTreeMap<String, runtime::Number>,
        ///Non-fatal warnings about the created/updated resource (e.g. an unhealthy PSA callback).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub warnings: Option<Vec<String>>,
    }
    /// Builders of the types in requests.
    #[allow(deprecated)]
    pub mod builder {
        #[allow(unused_imports)]
        use super::runtime;
    }
}
/// One builder for each operation.
pub mod operations {
    #[allow(unused_imports)]
    use super::{runtime, types};
    #[cfg_attr(
        not(doctest),
        doc = "`GET /public-api/phone/numbers`: List Phone Agent numbers.\n\nPhone numbers wired into the tenant's Phone Agent. `psa_settings` and `agent_settings` are returned as opaque JSON (the inner shapes are tenant-curated and not part of the public contract — edit them in the dashboard).\n\n```ignore\nclient.phone_numbers_list().send().await?\n```"
    )]
    #[must_use = "nothing is sent until `send` is called"]
    #[derive(Clone, Debug)]
    pub struct PhoneNumbersList<C = runtime::Client> {
        request: runtime::RequestBuilder<C>,
    }
    impl<C: Clone> PhoneNumbersList<C> {
        pub(super) fn new(client: &C) -> Self {
            let request = runtime::RequestBuilder::new(client, &super::OPERATIONS[0]);
            Self { request }
        }
        /// Settings for this call.
        pub fn with(mut self, options: runtime::CallOptions) -> Self {
            self.request.options(options);
            self
        }
    }
    impl PhoneNumbersList {
        /// Sends the request.
        pub fn send(
            self,
        ) -> runtime::Sending<Vec<types::PublicPhoneNumber>, types::SuccessMeta> {
            self.request.send::<<Self as runtime::OperationRequest>::Body>()
        }
    }
    #[cfg(feature = "blocking")]
    impl PhoneNumbersList<runtime::blocking::Client> {
        /// Sends the request and waits for the response.
        pub fn send(
            self,
        ) -> runtime::blocking::Sent<Vec<types::PublicPhoneNumber>, types::SuccessMeta> {
            self.request.send::<<Self as runtime::OperationRequest>::Body>()
        }
    }
    impl<C> runtime::OperationRequest for PhoneNumbersList<C> {
        type Body = runtime::body::Envelope<
            Vec<types::PublicPhoneNumber>,
            types::SuccessMeta,
        >;
        const OPERATION: &'static runtime::Operation = &super::OPERATIONS[0];
    }
}
/// Every operation of the contract, ordered by path template and method.
pub const OPERATIONS: &[runtime::Operation] = &[
    runtime::Operation {
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
pub const SECURITY_SCHEMES: &[runtime::SecurityScheme] = &[
    runtime::SecurityScheme {
        name: "bearerAuth",
        kind: runtime::SecurityKind::Bearer,
    },
];
/**The contract's description of the service:

Neo's public contract for the dashboard ChatAgent, partner integrations, and MSP automation. Every response is wrapped in a `{data, meta}` envelope; errors use `{error: {code, message, details?}, meta: {request_id}}`. Authenticate with a `Bearer neo_sk_<env>_<secret>` API key (service account) or a Microsoft Entra ID JWT (dashboard user). Signed-URL endpoints (end-user feedback links) take a `signature` query parameter instead.*/
pub const SERVICE: runtime::Service = runtime::Service::new(
        "Neo Public API",
        "1.0.0",
        OPERATIONS,
    )
    .security_schemes(SECURITY_SCHEMES)
    .base_url("https://api.neoagent.io")
    .envelope(runtime::EnvelopeFormat {
        data: "data",
        meta: "meta",
    })
    .cursor(runtime::CursorFormat {
        parameter: "cursor",
        page_size: "page_size",
        has_more: "/meta/pagination/has_more",
        next: "/meta/pagination/next_cursor",
    })
    .errors(runtime::ErrorFormat {
        code: &["/error/code"],
        message: &["/error/message"],
        details: &["/error/details"],
        request_id: &["/meta/request_id"],
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
    ) -> operations::PhoneNumbersList<runtime::blocking::Client> {
        operations::PhoneNumbersList::new(self.client())
    }
}
