//! `after.rs` for the previous revision: operations are called in closures, on progenitor's builders.

use neo_api::types::{
    Agent, AgentCreate, AgentKind, AgentUpdate, EndCompanyWrite, Execution, Feedback,
    ScheduleTrigger, ScheduleTriggerType, SkillWrite, TilAnswer, TilAnswerVariant1,
    TilAnswerVariant1Decision, Trigger,
};
use neo_api::{Error, Neo};

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let result = match Neo::from_env() {
        Ok(neo) => run(&neo, &command, &rest).await,
        Err(error) => Err(error),
    };
    if let Err(error) = result {
        eprintln!("{error}");
        if let Some(id) = error.request_id() {
            eprintln!("quote request {id}");
        }
        std::process::exit(1);
    }
}

async fn run(neo: &Neo, command: &str, rest: &[String]) -> Result<(), Error> {
    let text = |index: usize| rest.get(index).map(String::as_str).unwrap_or_default();
    let id = |index: usize| text(index).parse::<i64>().unwrap_or_default();
    match command {
        "agents" => {
            let agents = agents(neo).await?;
            println!("{} agents", agents.len());
            for agent in &agents {
                show(agent);
            }
        }
        "agent" => match agent(neo, id(0)).await? {
            Some(agent) => show(&agent),
            None => println!("none"),
        },
        "create" => show(&create(neo, text(0), text(1)).await?),
        "rename" => show(&rename(neo, id(0), text(1)).await?),
        "delete" => delete(neo, id(0)).await?,
        "failed" => {
            for execution in failed(neo).await? {
                println!("{} of agent {}", execution.id, execution.agent_id);
            }
        }
        "teach" => println!("{}", teach(neo, text(0), text(1)).await?),
        "company" => println!("{}", company(neo, id(0), text(1)).await?),
        "reject" => reject(neo, id(0), text(1)).await?,
        "rate" => rate(neo, text(0), text(1), id(2)).await?,
        other => println!("unknown command {other:?}"),
    }
    Ok(())
}

fn show(agent: &Agent) {
    let description = agent.description.as_deref().unwrap_or("-");
    println!(
        "{:>8}  {:<30}  {:<12}  {}",
        agent.id,
        agent.name,
        agent.status.as_str(),
        description
    );
    if let Some(tags) = &agent.tags {
        println!("          {}", tags.join(", "));
    }
}

/// All agents, from all pages.
async fn agents(neo: &Neo) -> Result<Vec<Agent>, Error> {
    let mut list = neo.pages(|api| api.agents_list().page_size(200)).items();
    let mut agents = Vec::new();
    while let Some(agent) = list.next().await {
        agents.push(agent?);
    }
    agents.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(agents)
}

/// One agent, if it exists.
async fn agent(neo: &Neo, id: i64) -> Result<Option<Agent>, Error> {
    match neo.call(|api| api.agents_get().agent_id(id).send()).await {
        Ok(response) => {
            for attempt in response.attempts() {
                eprintln!("attempt {}: {}", attempt.number, attempt.outcome);
            }
            Ok(Some(response.data))
        }
        Err(error) if error.code() == Some("not_found") => Ok(None),
        Err(error) => Err(error),
    }
}

/// A new agent with a schedule.
async fn create(neo: &Neo, name: &str, cron: &str) -> Result<Agent, Error> {
    let trigger = ScheduleTrigger::builder()
        .type_(ScheduleTriggerType::Schedule)
        .cron(cron)
        .timezone("Europe/Amsterdam".to_owned());
    let trigger = ScheduleTrigger::try_from(trigger).expect("it is complete");
    let body = AgentCreate::builder()
        .name(name)
        .type_(AgentKind::Workflow)
        .trigger(Trigger::ScheduleTrigger(trigger));
    let response = neo
        .call(|api| api.agents_create().body(body).send())
        .await?;
    println!("created in request {}", response.meta.request_id);
    for warning in response.meta.warnings.iter().flatten() {
        println!("warning: {warning}");
    }
    Ok(response.data)
}

/// Sets a new name and removes the description.
async fn rename(neo: &Neo, id: i64, name: &str) -> Result<Agent, Error> {
    let body = AgentUpdate::builder()
        .name(name.to_owned())
        .description(Some(None));
    let response = neo
        .call(|api| api.agents_update().agent_id(id).body(body).send())
        .await?;
    println!("renamed in request {}", response.meta.request_id);
    Ok(response.data)
}

/// Succeeds even if the agent does not exist.
async fn delete(neo: &Neo, id: i64) -> Result<(), Error> {
    match neo
        .call(|api| api.agents_delete().agent_id(id).send())
        .await
    {
        Ok(response) => println!("gone: {}", response.status()),
        Err(error) if error.code() == Some("not_found") => println!("was gone"),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// The executions on the first page that ended with an error.
async fn failed(neo: &Neo) -> Result<Vec<Execution>, Error> {
    let response = neo
        .call(|api| api.executions_list().page_size(50).send())
        .await?;
    let mut failed = response.data;
    failed.retain(|it| matches!(it.error, Some(Some(_))));
    if let Some(limit) = neo.rate_limit() {
        eprintln!("{limit:?}");
    }
    Ok(failed)
}

/// A new skill; returns its id.
async fn teach(neo: &Neo, name: &str, instructions: &str) -> Result<String, Error> {
    let body = SkillWrite::builder().name(name).instructions(instructions);
    let response = neo
        .call(|api| api.skills_create().body(body).send())
        .await?;
    if response.data.builtin == Some(true) {
        eprintln!("a skill of the service's own");
    }
    Ok(response.data.id)
}

/// Replaces a company; returns its name.
async fn company(neo: &Neo, id: i64, name: &str) -> Result<String, Error> {
    let body = EndCompanyWrite::builder().name(name);
    let response = neo
        .call(|api| api.end_companies_replace().company_id(id).body(body).send())
        .await?;
    if response.attempts().len() > 1 {
        eprintln!("it took {} attempts", response.attempts().len());
    }
    Ok(response.data.name)
}

/// Rejects a request with a reason.
async fn reject(neo: &Neo, id: i64, reason: &str) -> Result<(), Error> {
    let answer = TilAnswerVariant1::builder()
        .decision(TilAnswerVariant1Decision::Reject)
        .reason(reason);
    let answer = TilAnswerVariant1::try_from(answer).expect("it is complete");
    let answer = TilAnswer::Variant1(answer);
    let response = neo
        .call(|api| api.til_requests_answer().request_id(id).body(answer).send())
        .await?;
    println!(
        "{}",
        serde_json::to_string(&response.data).unwrap_or_default()
    );
    println!("rejected in request {}", response.meta.request_id);
    Ok(())
}

/// Rates with the signature of a link.
async fn rate(neo: &Neo, execution: &str, signature: &str, rating: i64) -> Result<(), Error> {
    let body = Feedback::builder()
        .rating(rating)
        .comment(Some("by program".to_owned()));
    let response = neo
        .call(|api| {
            let call = api.feedback_submit().execution_id(execution);
            call.signature(signature).body(body).send()
        })
        .await?;
    println!("rated: {}", response.status());
    Ok(())
}
