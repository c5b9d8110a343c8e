//! The README's test is a test.
#![cfg(feature = "mock")]

#[tokio::test]
async fn a_proxy_error_is_retried() -> Result<(), Box<dyn std::error::Error>> {
    use neo_api::mock::{Mock, Reply};
    use neo_api::operations::PhoneNumbersList;

    let mock = Mock::start()?;
    mock.on::<PhoneNumbersList>()
        .reply(Reply::html(502))
        .reply(Reply::changed(|body| {
            body["data"][0]["status"] = "PORTING".into()
        }));
    let numbers = mock.client().phone_numbers_list().send().await?;
    assert_eq!(numbers.data[0].status.as_str(), "PORTING");
    assert_eq!(mock.requests_of::<PhoneNumbersList>().len(), 2);
    Ok(())
}

#[test]
fn the_readme_has_this_test() {
    let source = include_str!("readme.rs");
    let begin = source.find("#[tokio::test]").unwrap();
    let end = source.find("\n#[test]").unwrap();
    assert!(include_str!("../README.md").contains(&source[begin..end]));
}
