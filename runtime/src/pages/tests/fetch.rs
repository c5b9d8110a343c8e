//! One more call for each element.

use std::time::Duration;

use super::*;

/// Takes longer for earlier elements, and counts what runs at once.
async fn slow(id: i64, running: &AtomicUsize, most: &AtomicUsize) -> Result<i64, Error> {
    most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_millis(match id % 2 {
        0 => 8,
        _ => 1,
    }))
    .await;
    running.fetch_sub(1, Ordering::SeqCst);
    Ok(id * 10)
}

#[tokio::test]
async fn results_come_in_order_and_no_more_run_at_once_than_allowed() {
    // Each page has four elements.
    for (concurrency, at_once) in [(0, 1), (1, 1), (3, 3)] {
        let (_mock, _, pages) = long(3, 4);
        let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let fetch = |item: Value| slow(item["id"].as_i64().unwrap(), &running, &most);
        let mut fetched = pages.items().fetch(fetch).concurrency(concurrency);
        for id in 0..12 {
            assert_eq!(fetched.next().await.unwrap().unwrap(), id * 10);
            assert_eq!(fetched.position().items, id as u64 + 1);
        }
        assert!(fetched.next().await.is_none());
        assert!(fetched.next().await.is_none());
        assert!(fetched.position().done);
        assert_eq!(most.load(Ordering::SeqCst), at_once);
    }
}

#[tokio::test]
async fn a_failed_fetch_is_one_result_and_a_failed_list_the_last() {
    let service = Service::of(vec![page(&[1, 2, 3], &more("b")), response(403, &[], "")]).await;
    #[derive(Debug, PartialEq)]
    enum Failed {
        Fetch(String),
        List(Option<String>),
    }
    impl From<Error> for Failed {
        fn from(error: Error) -> Self {
            Self::List(error.cursor().map(str::to_owned))
        }
    }
    let fetch = async |item: Value| match item["id"].as_i64() {
        Some(2) => Err(Failed::Fetch("two".to_owned())),
        id => Ok(id),
    };
    let mut fetched = service.pages().items().fetch(fetch).concurrency(2);
    assert_eq!(fetched.next().await, Some(Ok(Some(1))));
    assert_eq!(
        fetched.next().await,
        Some(Err(Failed::Fetch("two".to_owned())))
    );
    assert_eq!(fetched.next().await, Some(Ok(Some(3))));
    assert_eq!(
        fetched.next().await,
        Some(Err(Failed::List(Some("b".to_owned()))))
    );
    assert_eq!(fetched.next().await, None);
    let position = fetched.position();
    assert_eq!(
        (position.cursor.as_deref(), position.done),
        (Some("b"), false)
    );
}

#[tokio::test]
async fn a_later_run_continues_after_the_last_result() {
    for stop in 0..12 {
        let run = |position| {
            let (mock, _, pages) = long(3, 4);
            let fetch = async |item: Value| Ok::<_, Error>(item["id"].clone());
            let items = pages.items().prefetch().resume(position);
            (mock, items.fetch(fetch).concurrency(5))
        };
        let (_mock, mut first) = run(crate::Position::default());
        for _ in 0..stop {
            first.next().await.unwrap().unwrap();
        }
        let (_mock, mut second) = run(first.position().clone());
        for id in stop..12 {
            assert_eq!(second.next().await.unwrap().unwrap(), id);
        }
        assert!(second.next().await.is_none());
    }
}
