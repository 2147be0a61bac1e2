//! The life of a cluster, second by second.

use super::{Life, Moment, Nodes, Provisioning, Scale, State, Timing, Work};
use serde_json::json;
use std::time::Duration;

fn at(seconds: u64) -> Moment {
    Moment::START.plus(Duration::from_secs(seconds))
}

fn scale(min: u32, max: u32) -> Scale {
    Scale { min, max, idle: Duration::from_secs(120) }
}

fn begin(min: u32, max: u32) -> Life {
    Life::begin(Timing::default(), scale(min, max), Ok(()), at(0))
}

fn update(life: &mut Life, scale: Scale, second: u64) {
    life.update(scale, Ok(()), Provisioning::Creating, at(second));
}

fn work(id: &str, nodes: u32, seconds: u64) -> Work {
    Work::new(id.to_owned(), nodes, Duration::from_secs(seconds), false)
}

#[test]
fn a_cluster_with_a_minimum_allocates_prepares_and_rests() {
    let mut life = begin(2, 4);
    let mut seen = Vec::new();
    for second in 0..=15 {
        life.settle(at(second));
        let Nodes { idle, preparing, .. } = life.nodes;
        let now = (life.provisioning == Provisioning::Succeeded, life.resizing, preparing, idle);
        if seen.last().map(|(_, last)| last) != Some(&now) {
            seen.push((second, now));
        }
    }
    assert_eq!(
        seen,
        [
            (0, (false, None, 0, 0)),
            (4, (true, Some(true), 0, 0)),
            (7, (true, Some(false), 2, 0)),
            (11, (true, Some(false), 0, 2)),
        ]
    );
    assert_eq!((life.target, life.transition), (2, at(7)));
}

#[test]
fn one_long_look_equals_many_short_ones() {
    let (mut often, mut once) = (begin(3, 5), begin(3, 5));
    for millis in (0..20_000).step_by(100) {
        often.settle(Moment::START.plus(Duration::from_millis(millis)));
    }
    once.settle(at(20));
    often.settle(at(20));
    assert_eq!(format!("{often:?}"), format!("{once:?}"));
}

#[test]
fn an_empty_cluster_resizes_for_a_moment_after_success() {
    let mut life = begin(0, 4);
    life.settle(at(4));
    assert_eq!((&life.provisioning, life.resizing), (&Provisioning::Succeeded, Some(true)));
    life.settle(at(6));
    assert_eq!((life.resizing, life.nodes.total()), (Some(false), 0));
}

#[test]
fn a_lower_minimum_lets_nodes_go_after_their_idle_time() {
    let mut life = begin(4, 4);
    life.settle(at(20));
    update(&mut life, scale(1, 4), 20);
    assert_eq!(life.provisioning, Provisioning::Creating);
    life.settle(at(140));
    assert_eq!((life.nodes.idle, life.target), (4, 4), "still within the idle time");
    life.settle(at(144));
    assert_eq!(life.nodes, Nodes { idle: 1, leaving: 3, ..Nodes::default() });
    assert_eq!((life.target, life.resizing), (1, Some(true)));
    life.settle(at(147));
    assert_eq!((life.nodes.total(), life.resizing), (1, Some(false)));
}

#[test]
fn a_lower_maximum_takes_nodes_at_once() {
    let mut life = begin(4, 4);
    life.settle(at(20));
    update(&mut life, scale(0, 2), 20);
    life.settle(at(24));
    assert_eq!(life.nodes, Nodes { idle: 2, leaving: 2, ..Nodes::default() });
    life.settle(at(1_000));
    assert_eq!((life.nodes.total(), life.target), (0, 0));
}

#[test]
fn an_update_while_nodes_prepare_replaces_the_rest_of_the_plan() {
    let mut life = begin(1, 9);
    update(&mut life, scale(3, 9), 2);
    life.settle(at(4));
    assert_eq!(life.provisioning, Provisioning::Creating, "the first ending was replaced");
    life.settle(at(30));
    assert_eq!(life.nodes, Nodes { idle: 3, ..Nodes::default() });
}

#[test]
fn failure_shows_its_error_and_allocates_nothing() {
    let error = json!({ "code": "X" });
    let mut life = Life::begin(Timing::default(), scale(2, 2), Err(error.clone()), at(0));
    life.settle(at(100));
    assert_eq!(life.provisioning, Provisioning::Failed(error));
    assert_eq!(life.nodes.total(), 0);
}

#[test]
fn deletion_takes_the_nodes_first_and_the_rest_later() {
    let mut life = begin(2, 2);
    assert_eq!(life.delete(at(30)), at(34));
    assert_eq!(life.delete(at(32)), at(34));
    assert_eq!(life.nodes, Nodes { leaving: 2, ..Nodes::default() });
    life.settle(at(33));
    assert!(!life.gone);
    life.settle(at(34));
    assert!(life.gone);
}

#[test]
fn huge_numbers_of_nodes_cost_no_memory() {
    let mut life = begin(u32::MAX, u32::MAX);
    life.settle(at(60));
    update(&mut life, scale(0, u32::MAX), 60);
    life.settle(at(600));
    assert_eq!(life.nodes.total(), 0);
}

#[test]
fn work_fetches_nodes_and_idle_ones_go_when_their_time_has_come() {
    let mut life = begin(0, 4);
    life.settle(at(10));
    life.submit(work("a", 2, 30), at(10));
    life.submit(work("b", 1, 10), at(10));
    assert_eq!((life.target, life.resizing), (3, Some(true)));
    life.settle(at(17));
    assert_eq!(life.nodes, Nodes { running: 3, ..Nodes::default() });
    life.settle(at(27));
    assert_eq!((life.work[1].state, life.nodes.idle), (State::Completed, 1));
    life.settle(at(47));
    assert_eq!((life.work[0].state, life.nodes.idle), (State::Completed, 3));
    life.settle(at(147));
    assert_eq!((life.nodes.idle, life.nodes.leaving), (2, 1), "the first that idled goes first");
    life.settle(at(170));
    assert_eq!((life.nodes.total(), life.target, life.resizing), (0, 0, Some(false)));
}

#[test]
fn work_beyond_the_maximum_waits_its_turn() {
    let mut life = begin(0, 2);
    life.settle(at(10));
    for id in ["a", "b", "c"] {
        life.submit(work(id, 1, 20), at(10));
    }
    life.submit(work("too many", 3, 20), at(10));
    life.settle(at(18));
    let states = |life: &Life| life.work.iter().map(|work| work.state).collect::<Vec<_>>();
    assert_eq!(states(&life)[..3], [State::Running, State::Running, State::Queued]);
    assert!(life.cancel("a", at(20)) && !life.cancel("a", at(20)));
    assert_eq!(states(&life)[..3], [State::Canceled, State::Running, State::Running]);
    life.settle(at(200));
    assert_eq!(states(&life)[3], State::Queued, "it can never have its nodes");
    assert_eq!(life.nodes.total(), 0);
}

#[test]
fn preempted_work_waits_and_runs_again() {
    let mut life = begin(0, 2);
    life.settle(at(10));
    life.submit(work("a", 2, 60), at(10));
    life.settle(at(30));
    assert_eq!(life.preempt(1, at(30)), 1);
    assert_eq!(life.nodes, Nodes { idle: 1, preempted: 1, ..Nodes::default() });
    assert_eq!(life.work[0].state, State::Queued);
    life.settle(at(40));
    assert_eq!((life.nodes.running, life.nodes.preempted), (2, 0));
    assert_eq!(life.work[0].began, Some(at(40)));
    assert_eq!(life.preempt(9, at(41)), 2);
    life.settle(at(400));
    assert_eq!(life.work[0].state, State::Completed);
}

#[test]
fn a_broken_cluster_loses_its_nodes_and_its_work() {
    let mut life = begin(1, 2);
    life.submit(work("a", 1, 600), at(0));
    life.settle(at(20));
    life.fail(json!({ "code": "X" }), at(20));
    assert_eq!(life.work[0].state, State::Failed);
    life.settle(at(30));
    assert_eq!((life.nodes.total(), life.resizing), (0, Some(false)));
    assert!(matches!(life.provisioning, Provisioning::Failed(_)));
}
