//! Any response to `phone_numbers`: a status, a header's text, a body.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: (u16, Vec<u8>, Vec<u8>)| {
    let (status, header, body) = input;
    static NEO: std::sync::LazyLock<neo_api::Neo> =
        std::sync::LazyLock::new(|| neo_api::Neo::builder().build().expect("builds"));
    use neo_api::runtime::{OperationRequest, ResponseBody};
    type Numbers = neo_api::operations::PhoneNumbersList;
    type Body = <Numbers as OperationRequest>::Body;
    type Data = <Body as ResponseBody>::Data;
    let operation = Numbers::OPERATION;
    let response = (status, header.as_slice(), body.as_slice());
    if let Some(read) = neo_api::runtime::fuzzing::response::<Body>(NEO.client(), operation, response) {
        // Decoded values encode, and decode to the same again.
        let text = serde_json::to_string(&read.data).expect("encodes");
        let again: Data = serde_json::from_str(&text).expect("decodes");
        assert_eq!(read.data, again);
    }
});
