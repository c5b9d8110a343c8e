#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///`Run`
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Run {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
    }
    impl Run {
        pub fn builder() -> builder::Run {
            Default::default()
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[allow(unused_imports)]
        use super::types;
        #[derive(Clone, Debug)]
        pub struct Run {
            id: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for Run {
            fn default() -> Self {
                Self { id: Ok(Default::default()) }
            }
        }
        impl Run {
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
        }
        impl ::std::convert::TryFrom<Run> for super::Run {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Run,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { id: value.id? })
            }
        }
        impl ::std::convert::From<super::Run> for Run {
            fn from(value: super::Run) -> Self {
                Self { id: Ok(value.id) }
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
    impl crate::runtime::Payload for Run {
        type Data = Self;
        type Meta = ();
        fn into_parts(self) -> (Self::Data, Self::Meta) {
            (self, ())
        }
    }
}
/**Client for Path arguments

Version: 1*/
#[derive(Clone)]
pub struct Client {
    pub(crate) baseurl: ::std::sync::Arc<str>,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::transport::Context,
}
impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::transport::Context,
    ) -> Self {
        Self {
            baseurl: baseurl.into(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::transport::Context> for Client {
    fn api_version() -> &'static str {
        "1"
    }
    fn baseurl(&self) -> &str {
        &self.baseurl
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::transport::Context {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::transport::Context>,
    {}
};
impl Client {
    ///Sends a `GET` request to `/public-api/agents/{agent}/runs/{run}`
    pub fn run_get(&self) -> builder::RunGet {
        builder::RunGet::new(self.clone())
    }
    ///Sends a `DELETE` request to `/public-api/agents/{agent}/runs/{run}/steps/{steps}`
    pub fn steps_delete(&self) -> builder::StepsDelete {
        builder::StepsDelete::new(self.clone())
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        ByteStream, ClientInfo, ClientHooks, Error, OperationInfo, RequestBuilderExt,
        ResponseValue,
    };
    /**Builder for [`Client::run_get`]

[`Client::run_get`]: super::Client::run_get*/
    #[derive(Debug, Clone)]
    pub struct RunGet {
        client: super::Client,
        agent: Result<::std::string::String, String>,
        run: Result<::std::string::String, String>,
    }
    impl RunGet {
        pub fn new(client: super::Client) -> Self {
            Self {
                client: client,
                agent: Err("agent was not initialized".to_string()),
                run: Err("run was not initialized".to_string()),
            }
        }
        pub fn agent<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.agent = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for agent failed"
                        .to_string()
                });
            self
        }
        pub fn run<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.run = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for run failed"
                        .to_string()
                });
            self
        }
        ///Sends a `GET` request to `/public-api/agents/{agent}/runs/{run}`
        pub async fn send(self) -> Result<ResponseValue<types::Run>, Error<()>> {
            let Self { client, agent, run } = self;
            crate::runtime::CallContext::begins(&client.inner, "run_get");
            let agent = agent.map_err(Error::InvalidRequest)?;
            let run = run.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/public-api/agents/{}/runs/{}", client.baseurl, crate
                ::runtime::encode_path_argument(& agent.to_string()), crate
                ::runtime::encode_path_argument(& run.to_string()),
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "run_get",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => crate::runtime::answer::json(&client.inner, response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    /**Builder for [`Client::steps_delete`]

[`Client::steps_delete`]: super::Client::steps_delete*/
    #[derive(Debug, Clone)]
    pub struct StepsDelete {
        client: super::Client,
        agent: Result<i64, String>,
        run: Result<::std::string::String, String>,
        steps: Result<::std::vec::Vec<::std::string::String>, String>,
    }
    impl StepsDelete {
        pub fn new(client: super::Client) -> Self {
            Self {
                client: client,
                agent: Err("agent was not initialized".to_string()),
                run: Err("run was not initialized".to_string()),
                steps: Err("steps was not initialized".to_string()),
            }
        }
        pub fn agent<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
        {
            self.agent = value
                .try_into()
                .map_err(|_| "conversion to `i64` for agent failed".to_string());
            self
        }
        pub fn run<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.run = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for run failed"
                        .to_string()
                });
            self
        }
        pub fn steps<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::vec::Vec<::std::string::String>>,
        {
            self.steps = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: std :: vec :: Vec < :: std :: string :: String >` for steps failed"
                        .to_string()
                });
            self
        }
        ///Sends a `DELETE` request to `/public-api/agents/{agent}/runs/{run}/steps/{steps}`
        pub async fn send(self) -> Result<ResponseValue<types::Run>, Error<()>> {
            let Self { client, agent, run, steps } = self;
            crate::runtime::CallContext::begins(&client.inner, "steps_delete");
            let agent = agent.map_err(Error::InvalidRequest)?;
            let run = run.map_err(Error::InvalidRequest)?;
            let steps = steps.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/public-api/agents/{}/runs/{}/steps/{}", client.baseurl, crate
                ::runtime::encode_path_argument(& agent.to_string()), crate
                ::runtime::encode_path_argument(& run.to_string()), crate
                ::runtime::path_argument("steps", crate ::runtime::request::Style::Simple
                { explode : false }, & steps).map_err(Error::InvalidRequest) ?,
            );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "steps_delete",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => crate::runtime::answer::json(&client.inner, response).await,
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
    impl crate::runtime::OperationBuilder for RunGet {
        type Answer = types::Run;
        const OPERATION_ID: &'static str = "run_get";
    }
    impl crate::runtime::OperationBuilder for StepsDelete {
        type Answer = types::Run;
        const OPERATION_ID: &'static str = "steps_delete";
    }
}
impl ::std::fmt::Debug for Client {
    fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        formatter
            .debug_struct("Client")
            .field("baseurl", &self.baseurl)
            .finish_non_exhaustive()
    }
}
/// Every operation of the contract, ordered by path template and method.
pub const OPERATIONS: &[crate::runtime::Operation] = &[
    crate::runtime::Operation::new(
        "run_get",
        "run_get",
        "GET",
        "/public-api/agents/{agent}/runs/{run}",
        false,
        true,
        false,
    ),
    crate::runtime::Operation::new(
        "steps_delete",
        "steps_delete",
        "DELETE",
        "/public-api/agents/{agent}/runs/{run}/steps/{steps}",
        false,
        true,
        false,
    ),
];
