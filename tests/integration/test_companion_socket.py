"""The socket: who hears what, from where on, in order and once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from app.emitter import JobEventEmitter
from app.events import NoteDelta
from app.models import Library
from app.settings import LOCAL_USER, DataFolder
from app.store import events
from tests.integration.companion_desk import CompanionDesk, desk_in, hear, hear_events, narrow_line, say, subscribe


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


def test_a_subscriber_hears_what_happens_from_then_on(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    with desk.socket() as client:
        answer = subscribe(client)
        assert (answer["recovered"], answer["events"]) == (True, [])
        before = desk.seq()
        desk.tell(claim, 20)
        assert hear_events(client, 20) == list(range(before + 1, before + 21))


def test_a_late_subscriber_of_a_job_is_told_its_last_event(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 5)
    with desk.socket() as client:
        answer = subscribe(client, {"jobId": claim.job_id})
        assert [event["seq"] for event in answer["events"]] == [desk.seq()]


def test_what_was_missed_is_replayed_whole_beyond_one_message(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 700)
    with desk.socket() as client:
        answer = subscribe(client, since=2)
        assert answer["recovered"]
        first = [event["seq"] for event in answer["events"]]
        rest = hear_events(client, desk.seq() - 2 - len(first))
        assert first + rest == list(range(3, desk.seq() + 1))


def test_events_that_come_during_a_replay_follow_it_without_gap_or_repeat(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 600)
    worker = threading.Thread(target=desk.tell, args=(claim, 600))
    with desk.socket() as client:
        worker.start()
        answer = subscribe(client, since=0)
        numbers = [event["seq"] for event in answer["events"]]
        worker.join()
        numbers += hear_events(client, desk.seq() - len(numbers))
        assert numbers == list(range(1, desk.seq() + 1))


def test_a_room_entered_later_brings_its_past_and_repeats_nothing(desk: CompanionDesk) -> None:
    first, second = desk.begin_job(), desk.begin_job()
    desk.tell(second, 10)
    with desk.socket() as client:
        subscribe(client, {"jobId": first.job_id})
        desk.tell(first, 10)
        told = hear_events(client, 10)
        answer = subscribe(client, {"userId": LOCAL_USER}, since=0)
        missed = [event["seq"] for event in answer["events"]]
        assert sorted(told + missed) == list(range(1, desk.seq() + 1))
        desk.tell(second, 1)
        assert hear_events(client, 1) == [desk.seq()]


@pytest.mark.parametrize("since", [{"epoch": "another", "seq": 1}, 10**6])
def test_a_place_that_the_log_does_not_know_brings_a_snapshot(desk: CompanionDesk, since: object) -> None:
    claim = desk.begin_job()
    with desk.socket() as client:
        answer = subscribe(client, since=since)
        assert not answer["recovered"]
        assert [job["jobId"] for job in answer["snapshot"]["jobs"]] == [claim.job_id]
        assert answer["snapshot"]["seq"] == desk.seq()
        desk.tell(claim, 1)
        assert hear_events(client, 1) == [desk.seq()]


def test_a_place_before_the_kept_log_brings_a_snapshot(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 50)
    events.compact(keep=10)
    with desk.socket() as client:
        assert not subscribe(client, since=3)["recovered"]


def test_hello_may_say_where_to_go_on(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 5)
    epoch, seq = events.position()
    desk.tell(claim, 5)
    with desk.socket(resume={"epoch": epoch, "seq": seq}) as client:
        answer = subscribe(client)
        assert [event["seq"] for event in answer["events"]] == list(range(seq + 1, seq + 6))


def test_events_of_another_program_are_heard_in_order(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    stranger = JobEventEmitter(lambda _event: None)
    with desk.socket() as client:
        subscribe(client)
        before = desk.seq()
        stranger.library_changed(LOCAL_USER, note_ids=("a",))
        desk.tell(claim, 1)
        stranger.library_changed(LOCAL_USER, note_ids=("b",))
        assert hear_events(client, 3) == [before + 1, before + 2, before + 3]


def test_another_users_events_are_not_heard(desk: CompanionDesk) -> None:
    with desk.socket() as client:
        subscribe(client)
        desk.emitter.library_changed("somebody else")
        desk.emitter.library_changed(LOCAL_USER)
        assert hear_events(client, 1) == [desk.seq()]


def test_another_users_room_is_refused(desk: CompanionDesk) -> None:
    with desk.socket() as client:
        say(client, type="subscribe:jobs", id="7", rooms=[{"userId": "somebody else"}])
        answer = hear(client)
        assert (answer["type"], answer["code"], answer["id"]) == ("error", "not-yours", "7")


def test_after_unsubscribing_nothing_is_heard(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    with desk.socket() as client:
        subscribe(client)
        say(client, type="unsubscribe:jobs", id="2", rooms=[{"userId": LOCAL_USER}])
        assert hear(client)["type"] == "unsubscribed"
        desk.tell(claim, 3)
        say(client, type="ping", id="3")
        assert hear(client) == {"type": "pong", "id": "3"}


def test_the_growing_of_a_note_is_heard_and_not_stored(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    with desk.socket() as client:
        subscribe(client, {"jobId": claim.job_id})
        desk.emitter.note_delta(NoteDelta(job_id=claim.job_id, user_id=LOCAL_USER, note_id="n", section=2))
        event = hear(client)["event"]
        assert (event["type"], event["section"], "seq" in event) == ("note:delta", 2, False)


def test_a_tab_that_cannot_keep_up_is_read_to_from_the_log(desk: CompanionDesk) -> None:
    with desk.socket(max_queue=1, sock=narrow_line(desk.port)) as client:
        subscribe(client)
        before = desk.seq()
        desk.flood(14_000)  # some 6 MB: more than the system's buffers and ours
        assert hear_events(client, 14_000) == list(range(before + 1, before + 14_001))


def test_a_restarted_server_goes_on_where_the_tab_was(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    with desk.socket() as client:
        subscribe(client)
        desk.tell(claim, 5)
        numbers = hear_events(client, 5)
        epoch = events.position()[0]
    desk.companion.stop()
    desk.tell(claim, 5)
    desk.companion.start(port=desk.port)
    with desk.socket() as client:
        answer = subscribe(client, since={"epoch": epoch, "seq": numbers[-1]})
        assert [event["seq"] for event in answer["events"]] == [numbers[-1] + place for place in range(1, 6)]


def test_polling_brings_the_same_events_and_waits_for_them(desk: CompanionDesk) -> None:
    claim = desk.begin_job()
    desk.tell(claim, 3)
    answer = desk.request("GET", "/api/events?since=0").json
    assert [event["seq"] for event in answer["events"]] == list(range(1, desk.seq() + 1))
    began = time.monotonic()
    later = threading.Timer(0.3, desk.tell, (claim, 1))
    later.start()
    after = desk.request("GET", f"/api/events?since={answer['seq']}&epoch={answer['epoch']}&wait=20").json
    later.join()
    assert [event["seq"] for event in after["events"]] == [answer["seq"] + 1]
    assert time.monotonic() - began < 10
    assert not desk.request("GET", "/api/events?since=0&epoch=another").json["recovered"]


def test_who_was_away_for_longer_than_the_log_goes_back_is_told_to_begin_anew(desk: CompanionDesk) -> None:
    with desk.socket(max_queue=1, sock=narrow_line(desk.port)) as client:
        subscribe(client)
        desk.flood(20_000)
        events.compact(keep=10)
        while (message := hear(client))["type"] == "event":
            pass
        assert message["type"] == "resync"
        answer = subscribe(client, since=1)
        assert (answer["recovered"], answer["snapshot"]["seq"]) == (False, desk.seq())


def test_another_library_in_the_place_of_this_one_is_told(desk: CompanionDesk) -> None:
    with desk.socket() as client:
        subscribe(client)
        Library.update(epoch="of a backup", seq=3).execute()
        message = hear(client)
        assert (message["type"], message["epoch"], message["seq"]) == ("resync", "of a backup", 3)
