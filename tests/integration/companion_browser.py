"""Chromium as a student's browser: found where Debian and others put it, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
needs_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium is installed; on Debian: sudo apt-get install chromium"
)
PHONE = {"width": 320, "height": 640}
LAPTOP = {"width": 1280, "height": 800}
PATIENCE_MS = 30_000

# Everything of the page, for pictures that are looked at: SCREENSHOTS=folder pytest …
SCREENSHOTS = os.environ.get("SCREENSHOTS", "")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Without a sandbox: tests run as root in containers, where Chromium's own does not work.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """A browser profile of its own; notes what went wrong on its pages."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.faults: list[str] = []

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(address)
        return page

    def close(self) -> None:
        self.context.close()


def wait_state(page: Page, state: str) -> None:
    """Until the tab's connection is in this state."""
    page.wait_for_function("state => window.studyleaf?.store.state === state", arg=state)


def wait_loaded(page: Page) -> None:
    wait_state(page, "live")
    page.wait_for_function("() => window.studyleaf.store.loaded")


def wait_for_seq(page: Page, seq: int) -> None:
    """Until the tab has heard of this event of the log."""
    page.wait_for_function("seq => window.studyleaf.store.position?.seq >= seq", arg=seq)


def heard(page: Page) -> list[int]:
    """The numbers of the events that the tab heard, in the order in which they came."""
    numbers: list[int] = page.evaluate("() => window.studyleaf.store.recent.map((event) => event.seq)")
    return numbers


def shoot(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png")
