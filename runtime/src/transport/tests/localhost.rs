//! `localhost` is this machine, whatever a resolver says.

use reqwest::dns::{Name, Resolve, Resolving};

use super::*;
use crate::transport::Connections;

/// Knows every name, and none of them here.
struct Elsewhere;

impl Resolve for Elsewhere {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        Box::pin(async move { Err(format!("{name} is elsewhere").into()) })
    }
}

#[tokio::test]
async fn localhost_is_this_machine_whatever_a_resolver_says() {
    let server = Server::always(201, &[], "{}").await;
    let port = server.url.rsplit_once(':').unwrap().1;
    for host in ["localhost", "LocalHost"] {
        let mut neo = neo(&format!("http://{host}:{port}"));
        let shared = Arc::get_mut(&mut neo.shared).unwrap();
        let http = crate::client::http_client(&shared.base, Duration::from_secs(5))
            .dns_resolver(Elsewhere)
            .build()
            .unwrap();
        shared.connections = Connections::fixed(http);
        start_run(&neo).await.unwrap();
    }
    assert_eq!(server.requests().len(), 2);
}
