//! Certificates of one's own, proxies and fixed addresses, without an HTTP client of one's own.
#![cfg(any(feature = "rustls", feature = "native-tls"))]

mod support;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use neo_api::error::{BaseUrlErrorKind, ConfigurationError, CustomCaErrorKind, ProxyErrorKind};
use neo_api::{ClientBuilder, Error, Neo, Retry};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use support::fault_table::words;
use support::{KEY, Server, read_request};
use tokio::io::{AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

const HOST: &str = "api.neoagent.example";

/// A server over TLS for [`HOST`]: its address, and the PEM text of its certificate.
async fn tls() -> (SocketAddr, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec![HOST.to_owned()]).unwrap();
    let key = signing_key.serialize_der().try_into().unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
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
    (address, pem("CERTIFICATE", cert.der()))
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines = text.as_bytes().chunks(64);
    let lines: Vec<&str> = lines
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

/// A proxy that connects everything to `target`, and keeps what it was asked.
async fn proxy(target: SocketAddr) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let log = Arc::clone(&log);
            tokio::spawn(async move {
                let request = read_request(&mut stream).await.unwrap_or_default();
                log.lock().unwrap().push(request.clone());
                let mut server = TcpStream::connect(target).await?;
                match request.starts_with("CONNECT ") {
                    true => stream.write_all(b"HTTP/1.1 200 Fine\r\n\r\n").await?,
                    false => server.write_all(request.as_bytes()).await?,
                }
                copy_bidirectional(&mut stream, &mut server).await
            });
        }
    });
    (address, asked)
}

fn builder(url: &str) -> ClientBuilder<Neo> {
    let retry = Retry::new().attempts(1);
    Neo::builder().api_key(KEY).base_url(url).retry(retry)
}

fn refused(builder: ClientBuilder<Neo>) -> ConfigurationError {
    let shown = format!("{builder:?}");
    let error = builder.build().unwrap_err();
    for secret in ["hunter2", "TheUser", KEY] {
        assert!(
            !format!("{shown} {error} {error:?} {error:#?}").contains(secret),
            "{shown} {error:?}"
        );
    }
    let Error::Configuration(fault) = error else {
        panic!("{error}")
    };
    *fault
}

#[tokio::test]
async fn an_authority_of_one_s_own_and_a_fixed_address() {
    let (address, pem) = tls().await;
    let other = tls().await.1;
    let url = format!("https://{HOST}:{}", address.port());
    let resolved = || builder(&url).resolve(HOST, [address]);
    resolved()
        .custom_ca(&pem)
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap();
    // Of several, in one text or several; port 0 is the base URL's.
    let both = format!("# ours\n{other}\n{pem}");
    let any_port = SocketAddr::new(address.ip(), 0);
    for builder in [
        resolved().custom_ca(both.as_bytes()),
        resolved().custom_ca(&pem).custom_ca(&other),
        builder(&url)
            .resolve(&HOST.to_uppercase(), [any_port])
            .custom_ca(&both),
    ] {
        builder
            .build()
            .unwrap()
            .phone_numbers_list()
            .send()
            .await
            .unwrap();
    }
    for builder in [resolved(), resolved().custom_ca(&other)] {
        let error = builder
            .build()
            .unwrap()
            .phone_numbers_list()
            .send()
            .await
            .unwrap_err();
        assert_eq!(words(&error), "certificate", "{error}");
        assert!(error.to_string().contains("custom_ca"), "{error}");
    }
    // The blocking client has them too.
    let blocking = neo_api::blocking::Neo::builder()
        .api_key(KEY)
        .base_url(&url);
    let blocking = blocking.resolve(HOST, [address]).custom_ca(&pem);
    support::blocking(blocking, |neo| neo.phone_numbers_list().send().unwrap()).await;
}

#[tokio::test]
async fn a_text_that_is_no_certificate_is_refused() {
    let (_, pem) = tls().await;
    let CertifiedKey { signing_key, .. } =
        generate_simple_self_signed(vec![HOST.to_owned()]).unwrap();
    let key = crate::pem("PRIVATE KEY", &signing_key.serialize_der());
    let cut = &pem[..pem.len() / 2];
    let no_certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (text, fault) in [
        ("", CustomCaErrorKind::Empty),
        ("not PEM", CustomCaErrorKind::Empty),
        (cut, CustomCaErrorKind::Pem),
        (&format!("{pem}{cut}"), CustomCaErrorKind::Pem),
        (&format!("{pem}{key}"), CustomCaErrorKind::PrivateKey),
        (&key, CustomCaErrorKind::PrivateKey),
        (no_certificate, CustomCaErrorKind::Certificate),
        (
            &format!("{pem}{no_certificate}"),
            CustomCaErrorKind::Certificate,
        ),
    ] {
        let error = refused(builder("https://api.neoagent.example").custom_ca(text));
        let ConfigurationError::CustomCa(found) = error else {
            panic!("{error}: {text}")
        };
        assert_eq!(found, fault, "{text}");
        assert!(
            error.to_string().starts_with("custom_ca was refused: "),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_proxy_with_credentials() {
    let (address, pem) = tls().await;
    let (host, asked) = proxy(address).await;
    let url = format!("https://{HOST}");
    let through = |proxy: &str| builder(&url).custom_ca(&pem).proxy(proxy);
    through(&format!("http://{host}"))
        .build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap();
    let with = through(&format!("http://TheUser:hunter2%21@{host}/"));
    assert!(format!("{with:?}").contains(&host));
    assert!(!format!("{with:?}").contains("hunter2"));
    with.build()
        .unwrap()
        .phone_numbers_list()
        .send()
        .await
        .unwrap();
    let asked = asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    for request in &asked {
        assert!(
            request.starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1")),
            "{request}"
        );
        assert!(!request.contains(KEY), "{request}");
    }
    assert!(
        !asked[0]
            .to_ascii_lowercase()
            .contains("proxy-authorization")
    );
    // TheUser:hunter2!
    let basic = "proxy-authorization: Basic VGhlVXNlcjpodW50ZXIyIQ==";
    assert!(
        asked[1]
            .to_ascii_lowercase()
            .contains(&basic.to_ascii_lowercase()),
        "{}",
        asked[1]
    );

    // Errors of it do not repeat them.
    let nobody = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let neo = through(&format!("http://TheUser:hunter2@{nobody}"))
        .build()
        .unwrap();
    let error = neo.phone_numbers_list().send().await.unwrap_err();
    assert_eq!(words(&error), "proxy", "{error}");
    assert!(
        !format!("{error} {error:?} {error:#?}").contains("hunter2"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_refused() {
    let https = "https://api.neoagent.example";
    for (text, fault) in [
        ("", ProxyErrorKind::NoUrl),
        ("TheUser:hunter2@proxy", ProxyErrorKind::Scheme),
        ("socks5://TheUser:hunter2@proxy", ProxyErrorKind::Scheme),
        (
            "http://TheUser:hunter2%00@proxy",
            ProxyErrorKind::Credentials,
        ),
    ] {
        let error = refused(builder(https).proxy(text));
        assert!(
            matches!(error, ConfigurationError::Proxy(found) if found == fault),
            "{error}: {text}"
        );
    }
    // Plain http is for this machine, and so must be the proxy.
    let error =
        refused(builder("http://127.0.0.1:9").proxy("http://TheUser:hunter2@proxy.example"));
    assert!(
        matches!(error, ConfigurationError::Proxy(ProxyErrorKind::Plaintext)),
        "{error}"
    );
    let server = Server::always(200, &[], &support::success(&[]).to_string()).await;
    let (host, asked) = proxy(server.url.trim_start_matches("http://").parse().unwrap()).await;
    let neo = builder("http://localhost:9")
        .proxy(&format!("http://{host}"))
        .build()
        .unwrap();
    neo.phone_numbers_list().send().await.unwrap();
    assert!(asked.lock().unwrap()[0].starts_with("GET http://localhost:9/"));
}

#[tokio::test]
async fn settings_that_do_not_go_together_are_refused() {
    let (address, pem) = tls().await;
    let https = "https://api.neoagent.example";
    let own = || builder(https).http_client(reqwest::Client::new());
    for (builder, name) in [
        (own().custom_ca(&pem), "custom_ca"),
        (own().proxy("http://TheUser:hunter2@proxy.example"), "proxy"),
        (own().resolve(HOST, [address]), "resolve"),
    ] {
        let error = refused(builder);
        assert!(matches!(error, ConfigurationError::OwnHttpClient { setting } if setting == name));
        assert!(
            error.to_string().contains("your own http_client"),
            "{error}"
        );
    }
    for builder in [
        builder(https).resolve(HOST, Vec::<SocketAddr>::new()),
        builder(https).resolve("", [address]),
    ] {
        assert!(matches!(refused(builder), ConfigurationError::Resolve));
    }
    // For plain http, localhost is this machine.
    let elsewhere: SocketAddr = ([192, 0, 2, 1], 80).into();
    let error = refused(builder("http://localhost:9").resolve("localhost", [elsewhere]));
    assert!(
        matches!(
            error,
            ConfigurationError::BaseUrl(BaseUrlErrorKind::NotHttps)
        ),
        "{error}"
    );
}
