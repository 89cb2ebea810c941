"""One run of a step, undisturbed or struck once, and its comparison with the undisturbed one."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.db import Error, connections

from config.models import Job
from config.verifying import verify
from tests.support.databases import connected_to

from .clerk import Clerk, Refused, Trouble
from .digest import Picture, differences, picture
from .machine import VICTIMS, Machine
from .states import Start, States, clone
from .steps import Act, Step

T = TypeVar("T")
PRESSES = 8
PATIENCE_SECONDS = 120.0
POLL_SECONDS = 0.05


@dataclass
class Outcome:
    """How a run ended; ``faults`` is empty when it ended like the undisturbed one."""

    step: str
    seed: int | None
    victim: str = ""
    instant: float = 0.0
    seconds: float = 0.0
    presses: int = 0
    faults: list[str] = field(default_factory=list)
    jobs_failed: list[str] = field(default_factory=list)

    def line(self) -> str:
        struck = f"{self.victim} at {self.instant:.2f} s" if self.victim else "undisturbed"
        told = "equal" if not self.faults else "DIFFERENT"
        failed = f", jobs that failed: {'; '.join(self.jobs_failed)}" if self.jobs_failed else ""
        seed = "-" if self.seed is None else str(self.seed)
        return (
            f"{self.step:<16} seed {seed:>4}  {struck:<24} {self.seconds:6.1f} s  "
            f"{self.presses} sent  {told}{failed}"
        )


class Harness:
    """The product running on one database, which is exchanged for a fresh clone before every run."""

    def __init__(
        self, states: States, database: str, media: Path, scratch: Path, victims: tuple[str, ...] = VICTIMS
    ) -> None:
        self.states, self.database = states, database
        self.machine = Machine(database, media, scratch)
        self._victims = victims
        self._undisturbed: dict[str, tuple[Picture, float]] = {}

    def undisturbed(self, step: Step) -> Outcome:
        """Twice: what two undisturbed runs do not agree about says nothing about a disturbed one."""
        first = self._play(step, Outcome(step.name, None))
        seen = self._look()
        outcome = self._play(step, Outcome(step.name, None, faults=list(first.faults)))
        outcome.faults += differences(self._look(), seen)
        self._undisturbed[step.name] = seen, outcome.seconds
        return outcome

    def struck(self, step: Step, seed: int) -> Outcome:
        """Strike one victim at an instant, both chosen by ``seed``, while the step is under way."""
        seen, seconds = self._undisturbed[step.name]
        chance = random.Random(f"{step.name} {seed}")
        victims = [one for one in self._victims if one != "worker" or step.has_jobs]
        outcome = Outcome(step.name, seed, chance.choice(victims), chance.uniform(0, seconds))
        self._play(step, outcome, resend=chance.random() < 0.5)
        outcome.faults += differences(self._look(), seen)
        return outcome

    def _look(self) -> Picture:
        connections.close_all()
        return picture(self.database)

    def _play(self, step: Step, outcome: Outcome, *, resend: bool = False) -> Outcome:
        start = step.start(self.states)
        clone(self.database, start.database)
        with connected_to(self.database):
            begun = time.monotonic()
            with self._striking(outcome):
                try:
                    for act in step.acts(start):
                        self._act(act, start, outcome, resend)
                    self._until_idle()
                    outcome.seconds = time.monotonic() - begun
                except (Refused, TimeoutError) as fault:
                    outcome.faults.append(f"could not be finished: {fault}")
            # Whoever was killed is back; a message lost with him is found by the sweeper.
            self._until_idle()
            outcome.faults += self._left_open()
        return outcome

    @contextmanager
    def _striking(self, outcome: Outcome) -> Iterator[None]:
        if not outcome.victim:
            yield
            return
        failed: list[BaseException] = []

        def strike() -> None:
            try:
                self.machine.strike(outcome.victim)
            except BaseException as error:
                failed.append(error)

        timer = threading.Timer(outcome.instant, strike)
        timer.start()
        try:
            yield
        finally:
            timer.join()
        if failed:
            raise failed[0]

    def _act(self, act: Act, start: Start, outcome: Outcome, resend: bool) -> None:
        """As a clerk would: press; when nothing came back, send again or look whether it was done, and press again."""
        clerk = Clerk(self.machine.url, start.cookies[act.role])
        refused: Refused | None = None
        for _press in range(PRESSES):
            self._until_idle()
            if _patiently(act.done):
                return
            if refused is not None:
                raise refused
            try:
                outcome.presses += 1
                clerk.press(_patiently(act.path), act.fields, act.file)
            except Trouble:
                self._until_answered(clerk, resend)
            except Refused as refusal:
                # Done meanwhile, perhaps; else nobody gets any further.
                refused = refusal
        raise TimeoutError(f"pressed {PRESSES} times: {act.role} {_patiently(act.path)}")

    def _until_answered(self, clerk: Clerk, resend: bool) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            time.sleep(0.3)
            if not resend:
                return
            try:
                clerk.again()
                return
            except Trouble:
                continue
            except Refused:
                return

    def _until_idle(self) -> None:
        """No job waits or runs."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while _patiently(lambda: Job.objects.unfinished().exists()):
            if time.monotonic() > deadline:
                raise TimeoutError("a job did not end")
            time.sleep(POLL_SECONDS)

    def _left_open(self) -> list[str]:
        left = [f"job {job.pk} {job.kind} is {job.state}" for job in Job.objects.unfinished()]
        return left + [line for one in verify() for line in one.lines()]

    def failed_jobs(self) -> list[str]:
        with connected_to(self.database):
            failed = Job.objects.filter(state=Job.State.FAILED)
            return [f"{job.kind} ({job.error_code}) {job.message}" for job in failed]


def _patiently(ask: Callable[[], T]) -> T:
    """The answer, once the database is there to give it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ask()
        except Error:
            if time.monotonic() > deadline:
                raise
            connections.close_all()
            time.sleep(0.2)
