//! Shared test helpers.
#![allow(dead_code, unused_imports)]

pub mod fault;
pub mod fault_table;
pub mod goaway;
pub mod http;
pub mod trace;

pub use neo_api as lib;
pub use neo_api::mock::Mock;

pub use http::{REQUEST_ID, Server, number, read_request, response, success};

pub const KEY: &str = "neo_sk_test_TheSecretOfTheTests0";

/// A call of a blocking client, which needs a thread outside async code.
pub async fn blocking<T: Send + 'static>(
    builder: neo_api::ClientBuilder<neo_api::blocking::Neo>,
    call: impl FnOnce(&neo_api::blocking::Neo) -> T + Send + 'static,
) -> T {
    let neo = builder.build().unwrap();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || sender.send(call(&neo)).ok());
    receiver.await.unwrap()
}

impl Server {
    /// A client of this server.
    pub fn neo(&self) -> neo_api::Neo {
        self.builder().build().unwrap()
    }

    /// Sets up a blocking client of this server.
    pub fn blocking(&self) -> neo_api::ClientBuilder<neo_api::blocking::Neo> {
        neo_api::blocking::Neo::builder()
            .api_key(KEY)
            .base_url(&self.url)
    }

    /// Sets up a client of this server.
    pub fn builder(&self) -> neo_api::ClientBuilder<neo_api::Neo> {
        neo_api::Neo::builder().api_key(KEY).base_url(&self.url)
    }
}
