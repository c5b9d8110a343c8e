use super::*;

/// What an operation returns.
const LIST: bool = true;
const SINGLE: bool = false;

fn name(id: &str, method: &str, path: &str, list: bool) -> String {
    let operation = Named {
        id: (!id.is_empty()).then_some(id),
        method,
        path,
        list,
        created: false,
    };
    of(&[operation], &Before::new()).remove(0).0
}

#[test]
fn ids_that_spell_path_and_method() {
    for (id, method, path, list, expected) in [
        (
            "public_api.phone_numbers_get",
            "get",
            "/public-api/phone/numbers",
            LIST,
            "phone_numbers_list",
        ),
        (
            "public_api.agents_get",
            "get",
            "/public-api/agents",
            LIST,
            "agents_list",
        ),
        (
            "public_api.agents_agent_id_get",
            "get",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_get",
        ),
        (
            "public_api.agents_id_get",
            "get",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_get",
        ),
        (
            "public_api.agents_get",
            "get",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_get",
        ),
        (
            "public_api.agents_by_id_get",
            "get",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_get",
        ),
        (
            "public_api.agents_post",
            "post",
            "/public-api/agents",
            SINGLE,
            "agents_create",
        ),
        (
            "public_api.agents_patch",
            "patch",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_update",
        ),
        (
            "public_api.agents_put",
            "put",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_replace",
        ),
        (
            "public_api.agents_delete",
            "delete",
            "/public-api/agents/{agent_id}",
            SINGLE,
            "agents_delete",
        ),
        (
            "public_api.agents_delete",
            "delete",
            "/public-api/agents",
            SINGLE,
            "agents_delete_all",
        ),
        (
            "public_api.agents_versions_get",
            "get",
            "/public-api/agents/{id}/versions",
            LIST,
            "agents_versions_list",
        ),
        (
            "public_api.agents_run_now_post",
            "post",
            "/public-api/agents/{id}/run-now",
            SINGLE,
            "agents_run_now",
        ),
        (
            "public_api.chat_sessions_events_get",
            "get",
            "/public-api/chat/sessions/{id}/events",
            SINGLE,
            "chat_sessions_events_get",
        ),
        (
            "post-applePay-sessions",
            "post",
            "/applePay/sessions",
            SINGLE,
            "apple_pay_sessions_create",
        ),
        (
            "blacklists/blacklist_id:get",
            "get",
            "/v2/blacklists/{blacklist_id}",
            SINGLE,
            "blacklists_get",
        ),
        (
            "tenant_settings_patch",
            "patch",
            "/tenant/settings",
            SINGLE,
            "tenant_settings_update",
        ),
        ("", "get", "/api/v1/agents", LIST, "agents_list"),
        ("", "get", "/v2/agents/{id}", SINGLE, "v2_agents_get"),
        ("", "post", "/login", SINGLE, "login"),
        ("", "get", "/", SINGLE, "get"),
        (
            "list",
            "get",
            "/v1/projects/{project_id}/agents",
            SINGLE,
            "projects_agents_list",
        ),
        (
            "get",
            "get",
            "/v1/projects/{project_id}/agents/{id}",
            SINGLE,
            "projects_agents_get",
        ),
    ] {
        assert_eq!(
            name(id, method, path, list),
            expected,
            "{id} {method} {path}"
        );
    }
}

#[test]
fn ids_as_fastapi_writes_them_lose_path_and_method() {
    for (id, method, path, expected) in [
        (
            "read_item_items__item_id__get",
            "get",
            "/items/{item_id}",
            "read_item",
        ),
        ("read_root__get", "get", "/", "read_root"),
        (
            "list_models_v1_models_get",
            "get",
            "/v1/models",
            "list_models",
        ),
        (
            "upload_upload__type__post",
            "post",
            "/upload/{type}",
            "upload",
        ),
    ] {
        assert_eq!(name(id, method, path, LIST), expected);
    }
}

#[test]
fn other_ids_keep_theirs() {
    for (id, method, path, expected) in [
        ("listJobs", "get", "/jobs", "list_jobs"),
        (
            "public_api.agents_list",
            "get",
            "/public-api/agents",
            "agents_list",
        ),
        ("auth.set", "put", "/auth/{id}", "auth_set"),
        ("account.get", "get", "/v1/{account}", "account_get"),
        ("getJob", "get", "/jobs/{jobId}", "get_job"),
        ("type", "get", "/a", "type_"),
        ("new", "get", "/a", "new_get"),
    ] {
        assert_eq!(name(id, method, path, SINGLE), expected, "{id}");
    }
}

/// The name that is taken first stays, in either order.
#[test]
fn an_operation_keeps_its_previous_name() {
    let operation = |path| Named {
        id: None,
        method: "get",
        path,
        list: true,
        created: false,
    };
    let (by_agent, of_all) = (
        operation("/agents/{id}/versions"),
        operation("/agents/versions"),
    );
    let alone = |it: &Named<'_>| {
        let name = of(std::slice::from_ref(it), &Before::new()).remove(0).0;
        let key = (it.method.to_ascii_uppercase(), it.path.to_owned());
        Before::from([(key, name)])
    };
    let both = [by_agent.clone(), of_all.clone()];
    let names =
        |before: &Before| -> Vec<String> { of(&both, before).into_iter().map(|it| it.0).collect() };
    let long = ["agents_id_versions_get", "agents_versions_get"];
    assert_eq!(names(&Before::new()), [long[0], "agents_versions_list"]);
    assert_eq!(names(&alone(&of_all)), [long[0], "agents_versions_list"]);
    assert_eq!(names(&alone(&by_agent)), ["agents_versions_list", long[1]]);
}

/// Adds each operation of each document of `NEO_CORPUS`, or else of `tests/corpus`, to all the others.
#[test]
fn an_added_operation_renames_no_other() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let (folder, least) = match std::env::var_os("NEO_CORPUS") {
        Some(folder) => (folder, 3_000),
        None => (own.into(), 20),
    };
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_json = path.extension().is_some_and(|it| it == "json");
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok((reading, _)) = crate::read::document(&text) else {
            assert!(!is_json, "{}", path.display());
            continue;
        };
        let mut document = crate::document::Document::new(reading);
        let found = crate::passes::operations(&mut document).unwrap();
        let all: Vec<Named<'_>> = found.iter().map(|it| it.named()).collect();
        let key = |it: &Named<'_>| (it.method.to_ascii_uppercase(), it.path.to_owned());
        let preferred: Vec<Candidates> = all.iter().map(Candidates::of).collect();
        let all: Vec<(&Named<'_>, &Candidates)> = all.iter().zip(&preferred).collect();
        let alone = given(&all, &Before::new());
        for added in 0..all.len() {
            tried += 1;
            let mut others = all.clone();
            let (added, preferred) = others.remove(added);
            let before: Before = others
                .iter()
                .zip(given(&others, &Before::new()))
                .map(|((it, _), (name, _))| (key(it), name))
                .collect();
            let after = given(&all, &before);
            let at = format!("{} + {} {}", path.display(), added.method, added.path);
            for ((operation, others), (name, without_history)) in
                all.iter().zip(after.iter().zip(&alone))
            {
                let Some(had) = before.get(&key(operation)) else {
                    continue;
                };
                assert_eq!(name.0, *had, "{at}");
                // Without a history, only an operation with the same preferred name affects it.
                if without_history.0 != *had {
                    assert_eq!(others.builder, preferred.builder, "{at}");
                }
            }
        }
    }
    assert!(tried > least, "{tried}");
}
