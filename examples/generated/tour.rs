//! A tour of what a generated client does: lists, single items, unions, null and absent members, streams, signed links,
//! and an export that can be stopped.
//!
//! It uses the crate `neo_like`, which `neo-contract generate` writes from a fictional contract of 75 operations
//! (`codegen/tests/fixtures/neo-like.json`), and runs against that crate's mock:
//!
//! ```text
//! cargo test -p neo-contract --test generated_crate the_tour -- --nocapture
//! ```

use std::time::Duration;

use neo_like::http::Method;
use neo_like::mock::{Mock, Reply};
use neo_like::operations::{
    AgentsCreate, AgentsDelete, AgentsGet, AgentsList, AgentsUpdate, FeedbackSubmit, ReportsEvents,
};
use neo_like::types::{
    Agent, AgentCreate, AgentKind, AgentUpdate, Feedback, ScheduleTrigger, Trigger,
};
use neo_like::{CallOptions, Client, Error};
use tokio::task::JoinSet;
use uuid::Uuid;

/// The number of calls of an export that run at the same time.
const AT_A_TIME: usize = 8;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let service = service()?;
    // For the service itself: `Client::builder().bearer_token(&token).build()?`.
    let client = service.client();

    let agents = all(&client).await?;
    println!("{} agents", agents.len());
    for id in [7, 4040] {
        match find(&client, id).await? {
            Some(agent) => println!("agent {id}: {}", describe(&agent.trigger)),
            None => println!("agent {id}: none"),
        }
    }

    let created = create(&client, "triage").await?;
    let sent = service.requests_of::<AgentsCreate>().remove(0);
    println!("created with {}", sent.json().unwrap_or_default());
    update(&client, created.id, None).await?;
    update(&client, created.id, Some("nightly")).await?;
    for sent in service.requests_of::<AgentsUpdate>() {
        println!("updated with {}", sent.json().unwrap_or_default());
    }
    client.agents_delete(created.id).send().await?;
    let sent = service.requests_of::<AgentsDelete>().remove(0);
    println!("{} {}", sent.method(), sent.path());

    println!("events {}", follow(&client, "weekly").await?.join(", "));
    for sent in service.requests_of::<ReportsEvents>() {
        println!("requested the events after {:?}", sent.header("last-event-id"));
    }

    rate(service.url(), Uuid::from_u128(41), "c2lnbmVk").await?;
    let sent = service.requests_of::<FeedbackSubmit>().remove(0);
    let credential = sent.header("authorization");
    println!(
        "{} with the credential {credential:?}",
        sent.raw_query().unwrap_or_default()
    );

    let before = service.requests_of::<AgentsGet>().len();
    let mut exported = Vec::new();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let mut stop = Some(stop);
    let write = |agent: Agent| {
        exported.push(agent.id);
        if exported.len() == 20 {
            stop.take();
        }
    };
    let all_of_it = tokio::select! {
        done = export(&client, write) => done.map(|()| true)?,
        // A program waits for `tokio::signal::ctrl_c()` here.
        _ = stopped => false,
    };
    println!("exported all: {all_of_it}");
    // Calls in flight are cancelled with the export; nothing more is sent.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let sent = service.requests_of::<AgentsGet>().len() - before;
    assert!((20..agents.len()).contains(&exported.len()));
    assert!((exported.len()..=exported.len() + AT_A_TIME).contains(&sent));

    export(&client, |agent| exported.push(agent.id)).await?;
    exported.sort_unstable();
    exported.dedup();
    println!("exported {} agents in the end", exported.len());

    let any = client.request(Method::GET, "/public-api/agents/7");
    let agent = any.send_as::<serde_json::Value>().await?;
    println!("any path: {}", agent.data["data"]["id"]);
    let shutdown = client.shutdown_handle().shutdown().await;
    println!("{} calls left", shutdown.still_running);
    if let Err(error) = client.agents_get(7).send().await {
        println!("{error:?}");
    }
    Ok(())
}

/// Reads a list to its end, across pages.
async fn all(client: &Client) -> Result<Vec<Agent>, Error> {
    let mut list = client.agents_list().page_size(25).items();
    let mut agents = Vec::new();
    while let Some(agent) = list.next().await {
        agents.push(agent?);
    }
    Ok(agents)
}

/// One item, if there is one.
async fn find(client: &Client, id: i64) -> Result<Option<Agent>, Error> {
    match client.agents_get(id).send().await {
        Ok(response) => Ok(Some(response.data)),
        Err(error) if error.code() == Some("not_found") => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a union. A variant that the contract does not have yet is JSON, not an error.
fn describe(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Email(email) => format!("mail to {}", email.mailbox),
        Trigger::Schedule(schedule) => format!("at {}", schedule.cron),
        Trigger::Webhook(_) => "when called".to_owned(),
        other => format!("by {}", serde_json::to_string(other).unwrap_or_default()),
    }
}

/// Creates an item whose body contains a union. The union's tag has one value per variant, so the builder sets it.
async fn create(client: &Client, name: &str) -> Result<Agent, Error> {
    let trigger = ScheduleTrigger::builder()
        .cron("0 6 * * 1")
        .timezone("Europe/Amsterdam");
    let agent = AgentCreate::builder()
        .name(name)
        .type_(AgentKind::Workflow)
        .trigger(trigger)
        .description_null();
    Ok(client.agents_create(agent).send().await?.data)
}

/// Updates an item: null removes the description, and a member that is left out does not change.
async fn update(client: &Client, id: i64, name: Option<&str>) -> Result<Agent, Error> {
    let change = AgentUpdate::builder()
        .description_null()
        .maybe_name(name)
        .tags(["nightly", "export"]);
    let patient = CallOptions::new().attempts(5);
    let call = client.agents_update(id, change).with(patient);
    Ok(call.send().await?.data)
}

/// Reads a stream to its end and resumes it when the connection breaks.
async fn follow(client: &Client, report: &str) -> Result<Vec<String>, Failure> {
    let (mut seen, mut last) = (Vec::new(), None);
    for _ in 0..5 {
        let call = client.reports_events(report).maybe_last_event_id(last);
        let mut events = call.send().await?.data;
        let broken = loop {
            match events.next().await {
                Some(Ok(event)) => seen.push(event.data.type_),
                Some(Err(error)) => break Some(error),
                None => break None,
            }
        };
        if broken.is_none() {
            return Ok(seen);
        }
        last = events.last_event_id().map(str::to_owned);
    }
    Err("the stream broke off five times".into())
}

/// An operation that the signature in its link authorizes: it needs no credential.
async fn rate(url: &str, execution: Uuid, signature: &str) -> Result<(), Error> {
    let client = Client::builder().base_url(url).build()?;
    let feedback = Feedback::builder().rating(5).comment("quick");
    client
        .feedback_submit(execution, signature, feedback)
        .send()
        .await?;
    Ok(())
}

/// Reads every item in full, a few at a time, and each page only when it is needed. Dropping the future cancels its calls.
async fn export(client: &Client, mut write: impl FnMut(Agent)) -> Result<(), Error> {
    let mut list = client.agents_list().page_size(25).items();
    let mut calls = JoinSet::new();
    loop {
        while calls.len() < AT_A_TIME
            && let Some(agent) = list.next().await
        {
            calls.spawn(client.agents_get(agent?.id).send());
        }
        match calls.join_next().await {
            Some(Ok(response)) => write(response?.data),
            Some(Err(gone)) => std::panic::resume_unwind(gone.into_panic()),
            None => return Ok(()),
        }
    }
}

/// A service with a few agents, whose stream breaks off once.
fn service() -> std::io::Result<Mock<Client>> {
    let service = Mock::start()?;
    let sample = Mock::<Client>::sample::<AgentsGet>();
    let agents = (1..=60).map(|id| {
        let mut agent = sample.clone();
        agent.id = id;
        agent
    });
    service
        .on::<AgentsList>()
        .pages(&agents.collect::<Vec<_>>());
    service.on::<AgentsGet>().each(|_, request| {
        let id = request.path().rsplit('/').next().unwrap_or_default();
        match id.parse::<i64>() {
            Ok(id) if id <= 60 => Reply::changed(move |body| {
                body["data"]["id"] = id.into();
                body["data"]["trigger"] =
                    serde_json::json!({ "type": "schedule", "cron": "0 6 * * 1" });
            })
            .delay(Duration::from_millis(5)),
            _ => Reply::error(404, "not_found", "no such agent"),
        }
    });
    service.on::<ReportsEvents>().each(|number, request| {
        let after = request.header("last-event-id").map(str::to_owned);
        let after: usize = after.and_then(|id| id.parse().ok()).unwrap_or_default();
        let event =
            |id: usize| format!("id: {id}\ndata: {{\"id\":\"{id}\",\"type\":\"e{id}\"}}\n\n");
        let text: String = (after + 1..=6).map(event).collect();
        let events = Reply::text(200, "text/event-stream", &text);
        match number {
            0 => events.cut_off(),
            _ => events,
        }
    });
    Ok(service)
}
