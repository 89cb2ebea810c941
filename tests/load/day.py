"""What a clerk does with the day: by duty, at a person's pace, only by what the pages show.

Between two pages a clerk reads, talks to whoever sits opposite, types: ten seconds, half as long or half as long again
(``EVERY``: another mean). Two hundred at ten seconds each are twenty pages a second, more than a city's agencies ask
for in their busiest hour; a day's mean is a fifth of it.
"""

from __future__ import annotations

import datetime as dt
import os
import queue
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.demo.staff import PASSWORD
from tests.load.browser import Browser, Page

CASE = re.compile(r"^/claims/reimbursements/(\d+)/")
EVERY = float(os.environ.get("EVERY", "10"))
LEAST, MOST = EVERY / 2, EVERY * 3 / 2


@dataclass(frozen=True)
class Insured:
    """Somebody who comes to the counter."""

    psn_no: str
    certno: str
    name: str


@dataclass
class Town:
    """What all clerks of a county know: who comes, hospitals, bills, cases that a colleague settled."""

    insured: list[Insured]
    hospitals: list[str]
    bills: list[str]
    day: dt.date
    settled: queue.SimpleQueue[tuple[str, str]] = field(default_factory=queue.SimpleQueue)


# How often of a hundred times, by duty; the rest goes over the pages of the navigation.
WEIGHTS = {
    "register": {"find": 35, "row": 25, "list": 15, "narrow": 10, "next": 5, "desk": 10},
    "handle": {"find": 25, "row": 25, "list": 15, "narrow": 10, "next": 5, "desk": 10, "case": 10},
    "review": {"find": 10, "row": 25, "list": 20, "narrow": 10, "next": 5, "desk": 15, "review": 15},
}
OTHERS = {"find": 10, "row": 25, "list": 35, "narrow": 10, "next": 5, "desk": 15}


class Clerk:
    """One person from signing in until the end of the day."""

    def __init__(self, username: str, duty: str, town: Town, browser: Browser, seed: int) -> None:
        self.username, self.duty, self.town, self.browser = username, duty, town, browser
        self.random = random.Random(seed)
        self.page = Page("/", 0, "")
        self.last_list = self.page

    def work(self, begin: float, end: float, stopped: threading.Event) -> None:
        """From ``begin`` to ``end`` on the monotonic clock, unless ``stopped`` before."""
        if stopped.wait(max(0.0, begin - time.monotonic())):
            return
        acts: dict[str, Callable[[], None]] = {
            "find": self._find, "row": self._row, "list": self._list, "narrow": self._narrow, "next": self._next,
            "desk": self._desk, "case": self._case, "review": self._review,
        }  # fmt: skip
        self._pause = lambda: stopped.wait(self.random.uniform(LEAST, MOST)) or time.monotonic() > end
        while not self._sign_in():
            if self._pause():
                return
        weights = WEIGHTS.get(self.duty, OTHERS)
        while not self._pause():
            acts[self.random.choices(list(weights), list(weights.values()))[0]]()

    def _see(self, page: Page) -> Page:
        """Every page has the navigation; a failed one is left by the back button."""
        if page.status == 200:
            self.page = page
            if page.rows:
                self.last_list = page
        return page

    def _sign_in(self) -> bool:
        """Whether the door opened: a clerk whom it does not let in tries again after a while."""
        door = self.browser.get("/sign-in/")
        form = next((form for form in door.forms if "username" in form.fields), None)
        if form is None:
            return False
        self._see(self.browser.send(door, form, username=self.username, password=PASSWORD))
        return bool(self.page.navigation)

    def _find(self) -> None:
        """By certificate, number or name in the box at the top, by person in a list, or a bill by its number."""
        who = self.random.choice(self.town.insured)
        asked = self.random.choice([who.certno, who.psn_no, who.name, self.random.choice(self.town.bills)])
        if asked in self.town.bills or self.random.random() < 0.6:
            self._see(self.browser.get("/search/", q=asked))
        else:
            path = self.random.choice(["/enrollment/people/", "/claims/bills/"])
            self._see(self.browser.get(path, q=who.name if "people" in path else who.certno))

    def _row(self) -> None:
        if self.last_list.rows:
            self._see(self.browser.get(self.random.choice(self.last_list.rows)))
        else:
            self._list()

    def _list(self) -> None:
        """Any page of the navigation, which shows what this person may open."""
        if self.page.navigation:
            self._see(self.browser.get(self.random.choice(self.page.navigation)))

    def _narrow(self) -> None:
        """One of the choices of the last list's filter."""
        form = self.last_list.filters
        choices = {name: values[1:] for name, values in form.choices.items() if values[1:]} if form else {}
        if form is None or not choices:
            self._list()
            return
        name = self.random.choice(list(choices))
        self._see(self.browser.send(self.last_list, form, **{name: self.random.choice(choices[name])}))

    def _next(self) -> None:
        following = self.last_list.following
        if following:
            path = self.last_list.path.split("?")[0]
            self._see(self.browser.get(following if following.startswith("/") else path + following))
        else:
            self._list()

    def _desk(self) -> None:
        self._see(self.browser.get("/desk/"))

    def _case(self) -> None:
        """Somebody brings a bill they paid elsewhere: papers, the bill, settled, the account to pay to."""
        who = self.random.choice(self.town.insured)
        received = self.town.day + dt.timedelta(days=self.random.randrange(1, 20))
        named = {"number": who.psn_no, "name": who.name, "received_on": str(received)}
        asked = self._fill("/claims/reimbursements/new/", **named)
        case = CASE.match(asked.path) if asked else None
        if case is None or self._pause():
            return
        day = self.town.day - dt.timedelta(days=self.random.randrange(20))
        total = self.random.randrange(200, 900)
        amounts = {"medfee_sumamt": str(total), "class_a_amt": str(total - 60), "class_b_amt": "60"}
        hospital = self.random.choice(self.town.hospitals)
        card = f"6{self.random.randrange(10**15):015d}"
        steps: list[tuple[str, dict[str, str]]] = [
            ("bills/new/", {"fixmedins_code": hospital, "med_type": "11", "begndate": str(day), **amounts}),
            ("settle/", {}),
            ("account/", {"account_name": who.name, "account_no": card,
                          "bank_name": "演示银行"}),
        ]  # fmt: skip
        for step, fields in steps:
            if self._fill(case[0] + step, **fields) is None or self._pause():
                return
        self.town.settled.put((case[0], card))

    def _review(self) -> None:
        """A case a colleague settled: the account checked, the case confirmed."""
        try:
            case, card = self.town.settled.get_nowait()
        except queue.Empty:
            self._see(self.browser.get("/claims/reimbursements/"))
            return
        self._see(self.browser.get(case))
        steps: list[tuple[str, dict[str, str]]] = [("account/check/", {"account_no": card}), ("review/", {})]
        for step, fields in steps:
            if self._pause() or self._fill(case + step, **fields) is None:
                return

    def _fill(self, path: str, **fields: str) -> Page | None:
        """The page's form opened, filled in and sent; None when it was not taken."""
        page = self._see(self.browser.get(path))
        form = page.main_form
        if form is None or self._pause():
            return None
        sent = self._see(self.browser.send(page, form, **fields))
        return sent if sent.status == 200 else None
