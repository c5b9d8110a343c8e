//! A stateful mock keeps what is created.

use super::*;

#[tokio::test]
async fn what_is_created_is_listed_got_updated_and_deleted() {
    let mock = start();
    mock.stateful();
    let (status, body) = call(&mock, list()).await;
    assert_eq!((status, &body["data"]), (200, &json!([])));
    let (status, rex) = call(
        &mock,
        with(
            "pets_create",
            &[],
            json!({ "name": "Rex", "kind": "dog", "note": "bites", "tags": { "a": 1, "b": 2 } }),
        ),
    )
    .await;
    assert_eq!(status, 201);
    let born = &rex["data"]["created_at"];
    assert!(born.is_string());
    let expected = json!({ "id": 1, "name": "Rex", "kind": "dog", "note": "bites", "tags": { "a": 1, "b": 2 }, "created_at": born });
    assert_eq!(rex["data"], expected);
    call(
        &mock,
        with("pets_create", &[], json!({ "name": "Tom", "kind": "cat" })),
    )
    .await;

    let get = || to("pets_get", &[("pet_id", "1")]);
    assert_eq!(call(&mock, get()).await.1["data"], expected);
    let patch = json!({ "note": null, "tags": { "a": null, "c": 3 } });
    let (status, changed) = call(&mock, with("pets_update", &pet("1"), patch)).await;
    let expected = json!({ "id": 1, "name": "Rex", "kind": "dog", "note": null, "tags": { "b": 2, "c": 3 }, "created_at": born });
    assert_eq!((status, &changed["data"]), (200, &expected));
    let put = json!({ "name": "Max", "kind": "dog" });
    call(&mock, with("pets_replace", &pet("1"), put)).await;
    let expected = json!({ "id": 1, "name": "Max", "kind": "dog", "created_at": born });
    assert_eq!(call(&mock, get()).await.1["data"], expected);

    let (_, all) = call(&mock, list()).await;
    let names: Vec<&Value> = all["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(names, ["Max", "Tom"]);
    assert_eq!(call(&mock, to("pets_delete", &pet("1"))).await.0, 204);
    for gone in [
        get(),
        to("pets_delete", &pet("1")),
        with("pets_update", &pet("1"), json!({})),
        to("pets_get", &pet("99")),
    ] {
        let (status, body) = call(&mock, gone).await;
        assert_eq!((status, &body["error"]["code"]), (404, &json!("not_found")));
    }
    assert_eq!(call(&mock, list()).await.1["data"][0]["id"], 2);
}

#[tokio::test]
async fn a_list_of_what_was_created_comes_page_by_page() {
    let mock = start();
    mock.stateful();
    for name in ["a", "b", "c"] {
        call(
            &mock,
            with("pets_create", &[], json!({ "name": name, "kind": "cat" })),
        )
        .await;
    }
    let first = call(&mock, list().query("page_size", "2")).await.1;
    assert_eq!(
        (
            first["data"].as_array().unwrap().len(),
            &first["meta"]["has_more"]
        ),
        (2, &json!(true))
    );
    let cursor = first["meta"]["next"].as_str().unwrap();
    let second = call(
        &mock,
        list().query("page_size", "2").query("cursor", cursor),
    )
    .await
    .1;
    assert_eq!(second["data"][0]["name"], "c");
    assert_eq!(second["meta"], json!({ "has_more": false, "next": null }));
    assert_eq!(call(&mock, list().query("cursor", "made-up")).await.0, 400);
}

#[tokio::test]
async fn collections_below_items_are_kept_apart() {
    let mock = start();
    mock.stateful();
    let visit = |pet: &str| {
        with(
            "visits_create",
            &[("pet_id", pet)],
            json!({ "reason": "flu" }),
        )
    };
    let visits = |pet: &str| to("visits_list", &[("pet_id", pet)]);
    assert_eq!(call(&mock, visit("1")).await.0, 404);
    assert_eq!(call(&mock, to("pets_feed", &pet("1"))).await.0, 404);
    for name in ["a", "b"] {
        call(
            &mock,
            with("pets_create", &[], json!({ "name": name, "kind": "cat" })),
        )
        .await;
    }
    // Without an envelope, and with a UUID.
    let (status, made) = call(&mock, visit("1")).await;
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        (status, id.len(), &made["reason"]),
        (201, 36, &json!("flu"))
    );
    let get = |pet: &str| to("visits_get", &[("pet_id", pet), ("id", id)]);
    assert_eq!(call(&mock, get("1")).await, (200, made.clone()));
    assert_eq!(call(&mock, get("2")).await.0, 404);
    assert_eq!(
        call(&mock, visits("1")).await.1,
        json!({ "visits": [made], "total": 1 })
    );
    assert_eq!(call(&mock, visits("2")).await.1["visits"], json!([]));
    assert_eq!(call(&mock, to("pets_feed", &pet("1"))).await.0, 204);
}

#[tokio::test]
async fn a_caller_may_choose_the_key_once() {
    let mock = start();
    mock.stateful();
    let tag = || with("tags_create", &[], json!({ "name": "a b/c" }));
    assert_eq!(call(&mock, tag()).await.0, 201);
    assert_eq!(
        call(&mock, to("tags_get", &[("name", "a b/c")])).await.1["data"]["name"],
        "a b/c"
    );
    assert_eq!(call(&mock, tag()).await.0, 409);
}

#[tokio::test]
async fn what_cannot_be_created_begins_as_the_sample() {
    let mock = start();
    mock.stateful();
    let (_, vets) = call(&mock, to("vets_list", &[]).query("town", "Ghent")).await;
    let id = vets["data"][0]["id"].as_str().unwrap();
    assert_eq!(
        call(&mock, to("vets_get", &[("id", id)])).await.1["data"]["id"],
        id
    );
    assert_eq!(call(&mock, to("vets_get", &[("id", "other")])).await.0, 404);

    let sample = call(&mock, to("settings_get", &[])).await.1;
    assert_eq!(sample["data"]["zone"], "sample");
    call(
        &mock,
        with("settings_update", &[], json!({ "zone": "UTC" })),
    )
    .await;
    assert_eq!(
        call(&mock, to("settings_get", &[])).await.1["data"]["zone"],
        "UTC"
    );
}

#[tokio::test]
async fn a_scripted_reply_outranks_the_store() {
    let mock = start();
    mock.stateful();
    mock.respond_all(|_, _| Reply::error(503, "down", "later"));
    let once = crate::CallOptions::new().attempts(1);
    let client = mock.client.with(once);
    let error = client.call_untyped(list()).await.unwrap_err();
    assert_eq!(error.code(), Some("down"));
}
