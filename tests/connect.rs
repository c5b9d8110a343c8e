//! Connection failures: the error has the reason and the host, and the number of attempts depends on whether a retry
//! can help.

mod support;

use std::time::Duration;

use neo_api::runtime::ServiceClient;
use neo_api::{ClientBuilder, Retry};
use support::KEY;
use support::fault::FaultServer;
use support::fault_table::words;

/// A client builder of either kind.
struct Setup {
    url: String,
    http: Option<reqwest::Client>,
}

fn builder(url: &str) -> Setup {
    Setup {
        url: url.to_owned(),
        http: None,
    }
}

impl Setup {
    fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    fn of<C: ServiceClient>(self) -> ClientBuilder<C> {
        let retry = Retry::new().first_wait(Duration::from_millis(2));
        let builder = ClientBuilder::new().api_key(KEY).base_url(&self.url);
        let builder = builder.retry(retry);
        match self.http {
            Some(http) => builder.http_client(http),
            None => builder,
        }
    }

    fn build(self) -> Result<neo_api::Neo, neo_api::Error> {
        self.of().build()
    }
}

/// Expects this kind of failure, texts in the message, and number of attempts; also from the blocking client.
async fn fails(make: impl Fn() -> Setup, kind: &str, texts: &[&str], attempts: usize) {
    let asynchronous = make().build().unwrap().phone_numbers_list().send().await;
    let asynchronous = asynchronous.unwrap_err();
    let blocking = support::blocking(make().of(), |neo| {
        neo.phone_numbers_list().send().unwrap_err()
    })
    .await;
    for error in [asynchronous, blocking] {
        assert_eq!(words(&error), kind, "{error} {error:?}");
        for text in texts {
            assert!(error.to_string().contains(text), "{text:?} in {error}");
        }
        assert_eq!(error.attempts().len(), attempts, "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn refused() {
    let server = FaultServer::refusing().await;
    let host = server.url.strip_prefix("http://").unwrap();
    let message = format!("{host} refused the connection");
    fails(|| builder(&server.url), "refused", &[&message], 3).await;
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod https {
    use reqwest::dns::{Name, Resolve, Resolving};
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;

    use super::*;

    struct Nowhere;

    impl Resolve for Nowhere {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(async { Err("no such name".into()) })
        }
    }

    pub fn own(
        change: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> reqwest::Client {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never());
        change(builder).build().unwrap()
    }

    #[tokio::test]
    async fn a_name_that_does_not_resolve() {
        let make = || {
            let http = own(|builder| builder.no_proxy().dns_resolver(Nowhere));
            builder("https://api.neoagent.example").http_client(http)
        };
        let texts = [
            "address of api.neoagent.example was not found",
            "no such name",
        ];
        fails(make, "dns", &texts, 3).await;
    }

    /// A proxy that always sends this response.
    async fn proxy(response: &'static str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    support::read_request(&mut stream).await;
                    stream.write_all(response.as_bytes()).await
                });
            }
        });
        url
    }

    #[tokio::test]
    async fn a_proxy_that_refuses() {
        let refusing = FaultServer::refusing().await;
        let wants_credentials =
            proxy("HTTP/1.1 407 Authenticate\r\ncontent-length: 0\r\n\r\n").await;
        let forbids = proxy("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
        for (url, attempts) in [(&wants_credentials, 1), (&forbids, 3), (&refusing.url, 3)] {
            let make = || {
                let http = own(|builder| builder.proxy(reqwest::Proxy::all(url).unwrap()));
                builder("https://api.neoagent.example").http_client(http)
            };
            let texts = ["the proxy could not connect to api.neoagent.example"];
            fails(make, "proxy", &texts, attempts).await;
        }
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
mod tls {
    use std::sync::Arc;

    use rcgen::{CertifiedKey, generate_simple_self_signed};
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;

    use super::https::own;
    use super::*;

    /// A server on loopback with a certificate that no known authority issued; and the certificate.
    async fn server(name: &str) -> (String, Vec<u8>) {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec![name.to_owned()]).unwrap();
        let key = signing_key.serialize_der().try_into().unwrap();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let fine = support::response(200, &[], &support::success(&[]).to_string());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, fine) = (acceptor.clone(), fine.clone());
                tokio::spawn(async move {
                    let mut stream = acceptor.accept(stream).await?;
                    let mut buffer = [0; 4096];
                    tokio::io::AsyncReadExt::read(&mut stream, &mut buffer).await?;
                    stream.write_all(fine.as_bytes()).await?;
                    stream.shutdown().await
                });
            }
        });
        (url, cert.der().to_vec())
    }

    #[tokio::test]
    async fn a_certificate_of_an_unknown_authority_or_for_another_host() {
        for name in ["127.0.0.1", "elsewhere.example"] {
            let (url, certificate) = server(name).await;
            let host = url.strip_prefix("https://").unwrap();
            let message = format!("the certificate of {host} was not accepted");
            fails(|| builder(&url), "certificate", &[&message], 1).await;

            // A trusted certificate is accepted for its own host.
            let make = || {
                let known = reqwest::Certificate::from_der(&certificate).unwrap();
                let http = own(|builder| builder.tls_certs_only([known.clone()]));
                builder(&url).http_client(http)
            };
            if name == "127.0.0.1" {
                make()
                    .build()
                    .unwrap()
                    .phone_numbers_list()
                    .send()
                    .await
                    .unwrap();
            } else {
                fails(make, "certificate", &[&message], 1).await;
            }
        }
    }

    #[tokio::test]
    async fn a_server_without_tls() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    stream
                        .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                        .await?;
                    tokio::time::sleep(Duration::from_secs(5)).await;
                    std::io::Result::Ok(())
                });
            }
        });
        let message = format!("no TLS connection to {host}");
        let url = format!("https://{host}");
        fails(|| builder(&url), "tls", &[&message], 1).await;
    }
}

/// Run with `--no-default-features`: https without a TLS library.
#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[tokio::test]
async fn https_without_a_tls_feature() {
    use neo_api::Error;
    use neo_api::error::ConfigurationError;

    let make = || builder("https://127.0.0.1:9");
    let asynchronous = make()
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap_err();
    let blocking = support::blocking(make().of(), |neo| {
        neo.phone_numbers_list().send().unwrap_err()
    })
    .await;
    for error in [asynchronous, blocking] {
        let Error::Configuration(fault) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(**fault, ConfigurationError::NoTls { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("https://127.0.0.1:9"), "{error}");
        assert!(error.to_string().contains("`rustls`"), "{error}");
    }
}
