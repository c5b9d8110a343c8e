//! A list that is read up to a number of elements.

use super::*;

#[tokio::test]
async fn a_limit_of_elements_ends_a_list_without_a_page_too_many() {
    // Three pages of four elements.
    for (limit, requests) in [
        (0, 0),
        (1, 1),
        (3, 1),
        (4, 1),
        (5, 2),
        (8, 2),
        (9, 3),
        (12, 3),
        (99, 3),
    ] {
        for prefetch in [false, true] {
            let (mock, _, pages) = long(3, 4);
            let handle = pages.request.client().shutdown_handle();
            let mut items = pages.items().limit(limit);
            if prefetch {
                items = items.prefetch();
            }
            let expected = limit.min(12);
            for id in 0..expected {
                assert_eq!(items.next().await.unwrap().unwrap()["id"], id);
                settle_if(prefetch).await;
            }
            if limit <= 12 {
                // It is over before anyone asks for more.
                assert_eq!(handle.in_flight(), 0, "{limit}");
            }
            assert!(items.next().await.is_none());
            assert!(items.next().await.is_none());
            assert_eq!(mock.requests().len(), requests, "{limit} {prefetch}");

            let position = items.position();
            assert_eq!(position.items, expected as u64);
            assert_eq!(position.done, limit >= 12, "{position:?}");
            let (mock, _, pages) = long(3, 4);
            let mut rest = pages.items().resume(position);
            for id in expected..12 {
                assert_eq!(rest.next().await.unwrap().unwrap()["id"], id);
            }
            assert!(rest.next().await.is_none());
            assert_eq!(mock.requests().len(), 3 - expected / 4);
        }
    }
}

async fn settle_if(prefetch: bool) {
    if prefetch {
        settle().await;
    }
}

#[tokio::test]
async fn a_limit_counts_from_where_the_list_is_resumed() {
    for prefetch in [false, true] {
        let (_mock, _, pages) = long(3, 4);
        let mut items = pages.items().limit(3);
        while let Some(item) = items.next().await {
            item.unwrap();
        }
        let (mock, _, pages) = long(3, 4);
        let mut items = pages.items().limit(2).resume(items.position());
        if prefetch {
            items = items.prefetch();
        }
        for id in [3, 4] {
            assert_eq!(items.next().await.unwrap().unwrap()["id"], id);
            settle_if(prefetch).await;
        }
        assert!(items.next().await.is_none());
        // The page that was given in part, and the next one.
        assert_eq!(mock.requests().len(), 2);
        assert_eq!(items.position().items, 5);
    }
}

#[tokio::test]
async fn a_limit_is_that_of_fetches_too_and_skips_empty_pages() {
    let (mock, _, pages) = long(3, 4);
    let fetch = |item: Value| async move { Ok::<_, Error>(item["id"].as_i64()) };
    let mut fetched = pages.items().limit(5).fetch(fetch).concurrency(4);
    for id in 0..5 {
        assert_eq!(fetched.next().await.unwrap().unwrap(), Some(id));
    }
    assert!(fetched.next().await.is_none());
    assert_eq!((mock.requests().len(), fetched.position().items), (2, 5));

    let service = Service::of(vec![
        page(&[], &more("b")),
        page(&[1], &more("c")),
        page(&[2], &last()),
    ])
    .await;
    let mut items = service.pages().items().limit(1);
    assert_eq!(items.next().await.unwrap().unwrap()["id"], 1);
    assert!(items.next().await.is_none());
    assert_eq!(service.asked(), ["b"]);

    // What is wrong with a page that is not needed is not reported.
    let service = Service::of(vec![page(&[1], &json!({"has_more": true}))]).await;
    let mut items = service.pages().items().limit(1);
    items.next().await.unwrap().unwrap();
    assert!(items.next().await.is_none());
}

#[cfg(feature = "blocking")]
#[test]
fn a_limit_holds_without_async() {
    let (mock, _, pages) = long(3, 4);
    let client = crate::blocking::Client::new(pages.request.client().clone()).unwrap();
    let request = RequestBuilder::new(&client, &OPERATIONS[0]);
    let pages = crate::blocking::Pages::new::<Envelope<Vec<Value>, Value>>(request);
    let mut items = pages.items().limit(5);
    let ids: Vec<Value> = items
        .by_ref()
        .map(|item| item.unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!((mock.requests().len(), items.position().skip), (2, 1));
}
