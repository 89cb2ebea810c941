"""How a person goes through a day in the browser: signs in, clicks what is written there, looks."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

import openpyxl

from config.demo.staff import PASSWORD

PATIENCE = 60_000


class Road:
    """A browser page and the pictures taken on the way (``PICTURES=folder`` keeps them)."""

    def __init__(self, page: Any, day: str) -> None:
        self.page = page
        # A day is walked beside other work of the machine.
        page.set_default_timeout(PATIENCE)
        self.day = day
        self._taken: set[str] = set()

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """As somebody of the demonstration's staff; whoever was there before is out."""
        self.knock(username, password)
        self.page.wait_for_selector(".top-bar")

    def knock(self, username: str, password: str = PASSWORD) -> None:
        """Name and password at the door, and wherever that leads."""
        # A page that polls would load itself anew as soon as nobody is signed in.
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.page.goto("/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go(self, place: str) -> None:
        answer = self.page.goto(place)
        assert answer is None or answer.ok, f"{place}: {answer.status}"

    def click(self, text: str, within: str = "main") -> None:
        """The link or button of this text; of several the first."""
        named = re.compile(rf"^\s*{re.escape(text)}\s*$")
        self.page.locator(f"{within} a, {within} button, {within} summary").filter(
            has_text=named
        ).first.click()

    def open_row(self, text: str) -> None:
        """Click the row of a list that holds ``text``, and wait for where it leads."""
        with self.page.expect_navigation():
            self.page.locator("main tbody tr").filter(has_text=text).first.click()

    def send(self) -> None:
        """The form's main button; a refusal fails with what it says."""
        self.page.locator("main form button.main, main form button.danger").first.click()
        self.page.wait_for_load_state()
        said = self.page.locator("main [role=alert], main .field-error").all_inner_texts()
        assert not said, said

    def finish_job(self) -> None:
        """Wait until the job of this page is done, with whatever it does in between on the screen."""
        self.page.wait_for_selector("section.job[data-state=done]", timeout=PATIENCE)

    def check_sheet(self, kind: str, path: Path) -> None:
        """Upload a sheet and open what the check of its rows found."""
        self.go(f"/imports/upload/?kind={kind}")
        self.page.set_input_files("[name=file]", str(path))
        self.send()
        self.page.wait_for_selector("text=查看结果", timeout=PATIENCE)
        self.click("查看结果")
        self.page.wait_for_selector(".figures")

    def bring_in(self, kind: str, path: Path) -> None:
        """Upload a sheet without faults and have it taken over."""
        self.check_sheet(kind, path)
        self.page.click("#confirm")
        self.send()
        self.page.wait_for_selector("text=查看结果", timeout=PATIENCE)

    def workbook(self, address: str) -> list[tuple[Any, ...]]:
        """The rows of the first sheet of what ``address`` downloads."""
        answer = self.page.request.get(address)
        assert answer.ok, f"{address}: {answer.status}"
        book = openpyxl.load_workbook(io.BytesIO(answer.body()), read_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True))

    def text(self, where: str = "main") -> str:
        return str(self.page.locator(where).first.inner_text())

    def see(self, *texts: str, where: str = "main") -> None:
        shown = self.text(where)
        missing = [one for one in texts if one not in shown]
        assert not missing, f"{missing} not on {self.page.url}:\n{shown[:3000]}"

    def look(self, name: str) -> None:
        """Take a picture of the whole page, past the window; the guide knows it by name."""
        assert name not in self._taken, f"two pictures named {name}"
        self._taken.add(name)
        if os.environ.get("PICTURES"):
            path = Path(os.environ["PICTURES"]) / self.day / f"{name}.png"
            window = self.page.viewport_size or {"width": 1440, "height": 900}
            height = self.page.evaluate(
                "Math.max(...[...document.querySelectorAll('*')].map(one => one.scrollHeight))"
            )
            self.page.set_viewport_size(
                window | {"height": max(window["height"], min(int(height) + 120, 4000))}
            )
            self.page.screenshot(path=str(path), full_page=True)
            self.page.set_viewport_size(window)

    # --- the keyboard alone ---

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, text: str, *, within: int = 25) -> None:
        """From the skip link on with Tab until what carries ``text`` has the focus; ``within`` steps at most."""
        self.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        self.page.focus("a.skip")
        self.press("Enter")
        for _step in range(within):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.innerText || ''").strip() == text:
                return
        raise AssertionError(f"{text!r} is not reached with {within} Tabs on {self.page.url}")

    def enter(self) -> None:
        """Enter on what has the focus, and wait for where it leads."""
        with self.page.expect_navigation():
            self.press("Enter")
