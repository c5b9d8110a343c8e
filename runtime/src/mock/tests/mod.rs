//! Requests are validated against the contract, and a stateful mock keeps what is created, over a contract of many forms.

mod check;
mod state;

use serde_json::{Value, json};

use super::*;
use crate::{Client, CursorFormat, EnvelopeFormat, Error, ErrorFormat, Service, UntypedCall};

static OPERATIONS: [Operation; 16] = [
    Operation {
        paginated: true,
        ..Operation::of_test("pets_list", "GET", "/pets")
    },
    Operation::of_test("pets_create", "POST", "/pets"),
    Operation::of_test("pets_get", "GET", "/pets/{pet_id}"),
    Operation::of_test("pets_update", "PATCH", "/pets/{pet_id}"),
    Operation::of_test("pets_replace", "PUT", "/pets/{pet_id}"),
    Operation::of_test("pets_delete", "DELETE", "/pets/{pet_id}"),
    Operation::of_test("pets_feed", "POST", "/pets/{pet_id}/feed"),
    Operation::of_test("visits_list", "GET", "/pets/{pet_id}/visits"),
    Operation::of_test("visits_create", "POST", "/pets/{pet_id}/visits"),
    Operation::of_test("visits_get", "GET", "/pets/{pet_id}/visits/{id}"),
    Operation::of_test("tags_create", "POST", "/tags"),
    Operation::of_test("tags_get", "GET", "/tags/{name}"),
    Operation::of_test("vets_list", "GET", "/vets"),
    Operation::of_test("vets_get", "GET", "/vets/{id}"),
    Operation::of_test("settings_get", "GET", "/settings"),
    Operation::of_test("settings_update", "PATCH", "/settings"),
];

const DOCUMENT: &str = include_str!("contract.json");

static SERVICE: Service = Service::new("Pets", "1", &OPERATIONS)
    .document(DOCUMENT)
    .errors(ErrorFormat {
        code: &["/error/code"],
        message: &["/error/message"],
        details: &[],
        request_id: &[],
    })
    .envelope(EnvelopeFormat {
        data: "data",
        meta: "meta",
    })
    .cursor(CursorFormat {
        parameter: "cursor",
        page_size: "page_size",
        has_more: "/meta/has_more",
        next: "/meta/next",
    });

struct Pets(Client);

impl ServiceClient for Pets {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_client(client: Client) -> Result<Self, Error> {
        Ok(Self(client))
    }
}

/// A mock and one client of it: to build one takes a while.
struct Tested {
    mock: Mock<Pets>,
    client: Client,
}

impl std::ops::Deref for Tested {
    type Target = Mock<Pets>;

    fn deref(&self) -> &Self::Target {
        &self.mock
    }
}

/// The place in the text of a failed test.
const STARTED_IN: &str = file!();

fn start() -> Tested {
    let mock = Mock::<Pets>::start().unwrap();
    let client = mock.client().0;
    Tested { mock, client }
}

/// Status and body of a response, whatever it is.
async fn call(mock: &Tested, call: UntypedCall) -> (u16, Value) {
    let body = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_default();
    match mock.client.call_untyped(call).await {
        Ok(response) => (response.status().as_u16(), body(&response.data)),
        Err(error) => (
            error.status().unwrap_or_else(|| panic!("{error}")).as_u16(),
            error.body().map(body).unwrap_or_default(),
        ),
    }
}

fn to(id: &str, path: &[(&str, &str)]) -> UntypedCall {
    let call = UntypedCall::new(SERVICE.operation(id).unwrap());
    path.iter()
        .fold(call, |call, (name, value)| call.path(*name, *value))
}

fn with(id: &str, path: &[(&str, &str)], body: Value) -> UntypedCall {
    to(id, path).body("application/json", body.to_string())
}

fn list() -> UntypedCall {
    to("pets_list", &[])
}

fn pet(id: &str) -> [(&'static str, &str); 1] {
    [("pet_id", id)]
}
