//! Any answer to `phone_numbers`: a status, a header's text, a body.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: (u16, Vec<u8>, Vec<u8>)| {
    let (status, header, body) = input;
    neo_api::fuzzing::answer(status, &header, &body);
});
