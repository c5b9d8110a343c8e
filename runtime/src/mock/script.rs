//! Which response comes next.

use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::{Value, json};

use super::check::{self, Mismatch};
use super::page::put;
use super::reply::{Content, Reply};
use super::request::Request;
use super::sample::{self, Sample};
use super::store::{self, Store};
use crate::service::Service;
use crate::transport::path;

type Respond = Arc<dyn Fn(usize, &Request) -> Reply + Send + Sync>;

type Log = Arc<dyn Fn(&Request, Option<u16>) + Send + Sync>;

/// The scripted responses of the mock, and the requests it received.
#[derive(Debug)]
pub(super) struct Script {
    service: &'static Service,
    document: OnceLock<Value>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    scripts: HashMap<&'static str, Answers>,
    all: Option<Respond>,
    panic: Option<Panic>,
    unchecked: bool,
    store: Option<Store>,
    log: Option<Log>,
    mismatches: Vec<Mismatch>,
}

/// What a panic carries.
type Panic = Box<dyn Any + Send>;

#[derive(Default)]
struct Answers {
    queue: VecDeque<Reply>,
    each: Option<Respond>,
}

impl Script {
    pub fn new(service: &'static Service) -> Self {
        Self {
            service,
            document: OnceLock::new(),
            state: Mutex::default(),
        }
    }

    pub fn service(&self) -> &'static Service {
        self.service
    }

    /// The first documented success of an operation.
    pub fn sample(&self, operation: &str) -> Sample {
        sample::success(self.document(), self.service, operation)
    }

    fn document(&self) -> &Value {
        self.document
            .get_or_init(|| serde_json::from_str(self.service.contract()).unwrap_or_default())
    }

    pub fn check_requests(&self, check: bool) {
        self.state().unchecked = !check;
    }

    /// Keeps what is created from now on.
    pub fn keep(&self) {
        self.state().store.get_or_insert_default();
    }

    /// Where a list of an operation has its items.
    pub fn items_pointer(&self, operation: &str) -> Option<String> {
        let operation = self.service.operation(operation)?;
        let pointer = store::items_pointer(self.document(), self.service, operation);
        pointer.map(|(pointer, _)| pointer)
    }

    /// What follows from what was created before.
    fn stored(&self, request: &Request) -> Option<Reply> {
        let call = store::Call {
            document: self.document(),
            service: self.service,
            operation: self.service.operation(request.operation?)?,
            request,
        };
        self.state().store.as_mut()?.respond(&call)
    }

    /// What did not fit the contract since this was asked last.
    pub fn take_mismatches(&self) -> Vec<Mismatch> {
        std::mem::take(&mut self.state().mismatches)
    }

    /// The refusal of a request that does not fit the contract.
    fn refusal(&self, request: &Request) -> Option<Reply> {
        let operation = self.service.operation(request.operation?)?;
        if self.state().unchecked {
            return None;
        }
        let found = check::mismatches(self.document(), operation, request);
        let texts: Vec<String> = found.iter().map(ToString::to_string).collect();
        let mut state = self.state();
        state.mismatches.extend(found);
        if texts.is_empty() {
            return None;
        }
        state.requests.push(request.clone());
        Some(Reply::error(400, "request_mismatch", &texts.join("; ")))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    pub fn queue(&self, operation: &'static str, reply: Reply) {
        let mut state = self.state();
        state
            .scripts
            .entry(operation)
            .or_default()
            .queue
            .push_back(reply);
    }

    pub fn each(&self, operation: &'static str, respond: Respond) {
        self.state().scripts.entry(operation).or_default().each = Some(respond);
    }

    pub fn respond_all(&self, respond: Respond) {
        self.state().all = Some(respond);
    }

    /// The first panic of a closure of the test, such as a failed assertion.
    pub fn panic(&self) -> Option<Panic> {
        self.state().panic.take()
    }

    pub fn log(&self, log: Log) {
        self.state().log = Some(log);
    }

    /// Notes a request and says what it is answered with: status, headers, body.
    pub fn respond(&self, request: Request) -> Reply {
        let log = self.state().log.clone();
        let logged = log.map(|log| (log, request.clone()));
        let reply = self.caught(request);
        if let Some((log, request)) = logged {
            log(&request, reply.status);
        }
        reply
    }

    fn caught(&self, request: Request) -> Reply {
        let respond = AssertUnwindSafe(|| self.respond_or_panic(request));
        std::panic::catch_unwind(respond).unwrap_or_else(|panic| {
            self.state().panic.get_or_insert(panic);
            // Not one that is retried: the next response would make the test pass.
            self.filled(
                Reply::error(400, "mock_panicked", "a closure given to the mock panicked"),
                None,
            )
        })
    }

    fn respond_or_panic(&self, mut request: Request) -> Reply {
        request.operation = self.operation(&request);
        if let Some(refusal) = self.refusal(&request) {
            return self.filled(refusal, request.operation);
        }
        let (reply, number) = {
            let mut state = self.state();
            let of_operation = |it: &&Request| it.operation == request.operation;
            let number = match &state.all {
                Some(_) => state.requests.len(),
                None => state.requests.iter().filter(of_operation).count(),
            };
            state.requests.push(request.clone());
            let script = request.operation.and_then(|id| state.scripts.get_mut(id));
            let (queued, each) = match script {
                Some(script) => (script.queue.pop_front(), script.each.clone()),
                None => (None, None),
            };
            let each = each.or_else(|| state.all.clone());
            (queued.ok_or(each), number)
        };
        let reply = match (reply, request.operation) {
            (Ok(reply), _) => reply,
            (Err(Some(respond)), _) => respond(number, &request),
            (Err(None), Some(_)) => self.stored(&request).unwrap_or_else(Reply::sample),
            (Err(None), None) => {
                let what = format!(
                    "the contract has no operation {} {}",
                    request.method,
                    request.path()
                );
                Reply::error(404, "not_found", &what)
            }
        };
        self.filled(reply, request.operation)
    }

    fn operation(&self, request: &Request) -> Option<&'static str> {
        let path = request.path();
        self.service
            .operations
            .iter()
            .find(|it| {
                it.method == request.method
                    && path::fits(path, "", it.path)
                    && !path::is_of_another(path, "", it, self.service.operations)
            })
            .map(|it| it.id)
    }

    /// Puts the sample in its place.
    fn filled(&self, mut reply: Reply, operation: Option<&'static str>) -> Reply {
        if let Content::Error(code, message) = &reply.content {
            let body = error_body(self.service, code, message).to_string();
            reply.content = Content::Body(body.into_bytes());
            return reply;
        }
        let Content::Sample(change) = &reply.content else {
            return reply;
        };
        let sample = operation.map(|it| self.sample(it)).unwrap_or_default();
        reply.status = reply.status.or(Some(sample.status));
        let body = match (sample.body, sample.text) {
            (Some(mut body), _) => {
                change(&mut body);
                body.to_string().into_bytes()
            }
            (None, text) => text.into_bytes(),
        };
        if let Some(content_type) = sample.content_type {
            reply
                .headers
                .push(("content-type".to_owned(), content_type));
        }
        reply.content = Content::Body(body);
        reply
    }
}

/// An error in the service's documented form.
fn error_body(service: &Service, code: &str, message: &str) -> Value {
    let format = &service.errors;
    let mut body = json!({});
    let id = "00000000-0000-4000-8000-000000000000";
    for (pointers, value) in [
        (format.code, code),
        (format.message, message),
        (format.request_id, id),
    ] {
        if let Some(pointer) = pointers.first() {
            put(&mut body, pointer, Value::from(value));
        }
    }
    body
}

impl std::fmt::Debug for State {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("State")
            .field("requests", &self.requests.len())
            .finish_non_exhaustive()
    }
}
