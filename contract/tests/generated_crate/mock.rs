//! The crate's mock holds typed calls to the contract, and keeps what they create.

use neo_like::mock::Mock;
use neo_like::types::{
    Agent, AgentCreate, AgentKind, AgentStatus, AgentUpdate, AgentsRunBody, EndCompanyWrite,
    ScheduleTrigger,
};
use neo_like::{Client, Error};

fn agent(name: &str) -> neo_like::types::builder::AgentCreate {
    AgentCreate::builder()
        .name(name)
        .type_(AgentKind::Workflow)
        .trigger(ScheduleTrigger::builder().cron("0 6 * * 1"))
}

/// The refusal of a call that does not fit the contract.
fn refused<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => panic!("the call was not refused"),
        Err(error) => {
            assert_eq!(error.code(), Some("request_mismatch"), "{error}");
            error.message().unwrap_or_default().to_owned()
        }
    }
}

#[tokio::test]
async fn typed_calls_that_the_service_would_refuse_fail_the_test() {
    let mock = Mock::<Client>::start().unwrap();
    let client = mock.client();
    let kind: AgentKind = serde_json::from_str(r#""WORKFLOW""#).unwrap();
    let status: AgentStatus = serde_json::from_str(r#""Paused""#).unwrap();
    let found = [
        refused(client.agents_list().page_size(9999).send().await),
        refused(client.agents_list().status(status).send().await),
        refused(client.agents_create(agent("")).send().await),
        refused(client.agents_create(agent("a").type_(kind)).send().await),
    ];
    let expected = [
        "agents_list: query parameter `page_size`: expected at most 200",
        "agents_list: query parameter `status`: expected one of ",
        "agents_create: body at `/name`: expected at least 1 character",
        r#"agents_create: body at `/type`: expected one of "TRIGGERED", "CONVERSATIONAL", "workflow""#,
    ];
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}");
    }
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(mock)));
    let panic = dropped.unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(found.iter().all(|it| text.contains(it)), "{text}");
}

#[tokio::test]
async fn what_typed_calls_create_is_kept() {
    let mock = Mock::<Client>::start().unwrap();
    mock.stateful();
    let client = mock.client();
    for number in 0..5 {
        let created = client.agents_create(agent(&format!("agent {number}")));
        assert_eq!(created.send().await.unwrap().data.id, number + 1);
    }
    let patch = AgentUpdate::builder().description("new").tags(["nightly"]);
    let updated = client.agents_update(2, patch).send().await.unwrap().data;
    assert_eq!(
        (updated.name.as_str(), updated.description.as_deref()),
        ("agent 1", Some("new"))
    );
    client.agents_delete(4).send().await.unwrap();
    assert!(
        client
            .agents_get(4)
            .send()
            .await
            .unwrap_err()
            .is_not_found()
    );
    assert!(
        client
            .agents_run(4, AgentsRunBody::builder())
            .send()
            .await
            .unwrap_err()
            .is_not_found()
    );

    let mut items = client.agents_list().page_size(2).items();
    let mut all: Vec<Agent> = Vec::new();
    while let Some(agent) = items.next().await {
        all.push(agent.unwrap());
    }
    let ids: Vec<i64> = all.iter().map(|it| it.id).collect();
    assert_eq!(ids, [1, 2, 3, 5]);
    assert_eq!(all[1], updated);

    let company = EndCompanyWrite::builder().name("ACME").description("old");
    let company = client
        .end_companies_create(company)
        .send()
        .await
        .unwrap()
        .data;
    let put = EndCompanyWrite::builder().name("ACME Ltd");
    let replaced = client
        .end_companies_replace(company.id, put)
        .send()
        .await
        .unwrap()
        .data;
    assert_eq!(
        (replaced.id, replaced.name.as_str()),
        (company.id, "ACME Ltd")
    );
    assert_eq!(replaced.description, None);
}
