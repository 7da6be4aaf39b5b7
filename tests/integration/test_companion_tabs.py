"""Tabs of a real browser: one connection for all, and nothing lost whatever happens to the line."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app.settings import DataFolder
from tests.integration.companion_browser import (
    Visitor,
    chromium,
    heard,
    needs_chromium,
    wait_for_seq,
    wait_loaded,
    wait_state,
)
from tests.integration.companion_desk import CompanionDesk, desk_in
from tests.integration.companion_proxy import Proxy
from tests.support import eventually

pytestmark = [needs_chromium, pytest.mark.shares_threads]
EVENTS = 1000
CUT_S = 5.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    made = Visitor(browser)
    yield made
    made.close()
    assert not made.faults


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


@pytest.fixture
def proxy(desk: CompanionDesk) -> Iterator[Proxy]:
    made = Proxy(desk.port)
    yield made
    made.close()


def through(proxy: Proxy, desk: CompanionDesk) -> str:
    return f"http://127.0.0.1:{proxy.port}/#token={desk.token}"


def tell_slowly(desk: CompanionDesk, count: int) -> threading.Thread:
    """Makes events on a thread, 200 a second."""
    claim = desk.begin_job()

    def tell() -> None:
        for _ in range(count):
            desk.tell(claim, 1)
            time.sleep(1 / 200)

    worker = threading.Thread(target=tell)
    worker.start()
    return worker


def is_whole(numbers: list[int]) -> bool:
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def sockets(desk: CompanionDesk) -> int:
    answer = desk.request("GET", "/healthz").json
    return int(answer["tabs"])


@pytest.mark.parametrize("query", ["", "?share=channel"], ids=["SharedWorker", "BroadcastChannel"])
def test_two_tabs_share_one_socket_and_hear_the_same(desk: CompanionDesk, visitor: Visitor, query: str) -> None:
    address = desk.address.replace("/#", f"/{query}#")
    pages = [visitor.open(address), visitor.open(address)]
    for page in pages:
        wait_loaded(page)
    claim = desk.begin_job()
    desk.tell(claim, 50)
    for page in pages:
        wait_for_seq(page, desk.seq())
        assert is_whole(heard(page))
    assert sockets(desk) == 1


@pytest.mark.parametrize("query", ["", "?share=channel"], ids=["SharedWorker", "BroadcastChannel"])
def test_closing_the_tab_that_spoke_hands_over_without_a_gap(desk: CompanionDesk, visitor: Visitor, query: str) -> None:
    address = desk.address.replace("/#", f"/{query}#")
    first = visitor.open(address)
    wait_loaded(first)
    second = visitor.open(address)
    wait_loaded(second)
    worker = tell_slowly(desk, 400)
    time.sleep(0.7)
    first.close(run_before_unload=False)
    worker.join()
    wait_for_seq(second, desk.seq())
    numbers = heard(second)
    assert is_whole(numbers)
    assert len(numbers) >= 400
    eventually(lambda: sockets(desk) == 1, "one socket")


def test_a_cut_of_five_seconds_loses_and_doubles_nothing(desk: CompanionDesk, proxy: Proxy, visitor: Visitor) -> None:
    page = visitor.open(through(proxy, desk))
    wait_loaded(page)
    before = desk.seq()
    worker = tell_slowly(desk, EVENTS - 2)  # with the two that begin the job
    time.sleep(1.5)
    proxy.cut()
    wait_state(page, "offline")
    assert page.locator("#badge").is_visible()
    time.sleep(CUT_S)
    proxy.mend()
    worker.join()
    wait_for_seq(page, desk.seq())
    assert heard(page) == list(range(before + 1, before + EVENTS + 1))
    wait_state(page, "live")
    assert not page.locator("#badge").is_visible()


def test_a_broken_line_is_taken_up_again_at_once(desk: CompanionDesk, proxy: Proxy, visitor: Visitor) -> None:
    page = visitor.open(through(proxy, desk))
    wait_loaded(page)
    proxy.break_all()
    claim = desk.begin_job()
    desk.tell(claim, 20)
    wait_for_seq(page, desk.seq())
    assert is_whole(heard(page))


def test_a_line_that_fell_silent_is_found_out_when_the_network_changes(
    desk: CompanionDesk, proxy: Proxy, visitor: Visitor
) -> None:
    page = visitor.open(through(proxy, desk))
    wait_loaded(page)
    proxy.silence()
    claim = desk.begin_job()
    desk.tell(claim, 20)
    page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_for_seq(page, desk.seq())
    assert is_whole(heard(page))


def test_events_are_polled_for_where_sockets_are_blocked_and_a_socket_is_taken_up_again(
    desk: CompanionDesk, proxy: Proxy, visitor: Visitor
) -> None:
    proxy.refuses_sockets = True
    page = visitor.open(through(proxy, desk))
    wait_state(page, "polling")
    worker = tell_slowly(desk, 300)
    worker.join()
    wait_for_seq(page, desk.seq())
    proxy.mend()
    page.evaluate("() => dispatchEvent(new Event('online'))")
    wait_state(page, "live")
    tell_slowly(desk, 50).join()
    wait_for_seq(page, desk.seq())
    assert is_whole(heard(page))
    assert sockets(desk) == 1


def end(server: subprocess.Popen[str]) -> None:
    server.kill()
    server.wait()
    assert server.stdout
    server.stdout.close()


def test_a_server_that_is_killed_and_started_again_costs_no_event(tmp_path: Path, visitor: Visitor) -> None:
    def start(port: int) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "tests.integration.companion_program", str(tmp_path), str(port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        return process, process.stdout.readline().strip()

    server, address = start(0)
    try:
        page = visitor.open(address)
        wait_loaded(page)
        page.wait_for_function("() => window.studyleaf.store.heard > 100")
        end(server)
        wait_state(page, "offline")
        server, _ = start(int(address.split(":")[2].split("/")[0]))
        wait_state(page, "live")
        count = page.evaluate("() => window.studyleaf.store.heard")
        page.wait_for_function("count => window.studyleaf.store.heard > count + 100", arg=count)
        assert is_whole(heard(page))
    finally:
        end(server)


def test_a_device_that_is_revoked_is_put_out_at_once(desk: CompanionDesk, visitor: Visitor) -> None:
    page = visitor.open(desk.address)
    wait_loaded(page)
    [device] = desk.companion.devices.list()
    desk.companion.revoke(device.id)
    wait_state(page, "refused")
    assert "not let in" in page.inner_text("main")


def test_the_token_leaves_the_address_and_stays_for_the_next_visit(desk: CompanionDesk, visitor: Visitor) -> None:
    page = visitor.open(desk.address)
    wait_loaded(page)
    assert "token" not in page.url
    again: Page = visitor.open(f"http://127.0.0.1:{desk.port}/")
    wait_loaded(again)


def test_an_installed_page_opens_without_its_server(desk: CompanionDesk, visitor: Visitor) -> None:
    page = visitor.open(desk.address)
    wait_loaded(page)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    wait_loaded(page)
    desk.companion.stop()
    page.reload()
    wait_state(page, "offline")
    assert page.locator("#badge").inner_text().startswith("Offline")
