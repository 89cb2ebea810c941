"""``python -m tests.faults``: strike every step, print a line for each run, fail when one ended differently."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .run import Harness

RUNS = 10


def prepare() -> None:
    """Set Django up on servers of the harness's own (``var/faults``): it stops them the hard way, and a demonstration
    or the tests may be using the others. The product's processes started from here inherit them and the queue."""
    from config.embedded.places import BASE_DIR

    if "TONGCHOU_VAR" not in os.environ:
        os.environ["TONGCHOU_VAR"] = str(BASE_DIR / "var" / "faults")
        os.execv(sys.executable, [sys.executable, "-m", "tests.faults", *sys.argv[1:]])  # noqa: S606 - ourselves
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["TONGCHOU_QUEUE"] = f"faults-{os.getpid()}"
    from config import embedded

    if not (embedded.uses_embedded_postgres() and embedded.uses_embedded_valkey()):
        sys.exit("The harness stops the database: it works with the embedded servers only.")
    embedded.start_missing()
    import django

    django.setup()


@contextmanager
def harness(template: str, folder: Path, victims: tuple[str, ...] | None = None) -> Iterator[Harness]:
    """States to be built, and the product running on a database of its own; everything is dropped at the end."""
    from django.test import override_settings

    from tests.support.databases import drop_database, owner_connection

    from .machine import VICTIMS
    from .run import Harness
    from .states import States, clone

    # Named like the tests' clones: whatever a killed harness leaves, the next one drops.
    names = (f"test_{os.getpid()}_{number}" for number in count(9000))
    database, media = next(names), folder / "media"
    media.mkdir()
    states = States(template, names, folder / "sheets")
    with override_settings(MEDIA_ROOT=str(media)):
        clone(database, template)
        running = Harness(states, database, media, folder, victims or VICTIMS)
        try:
            running.machine.start()
            yield running
        finally:
            running.machine.stop()
            states.drop()
            with owner_connection("postgres") as owner:
                drop_database(owner, database)


def strike(running: Harness, steps: Sequence[str], seeds: Sequence[int], tell: Callable[[str], None]) -> int:
    """How many runs ended differently."""
    from .steps import STEPS

    wrong = 0
    for name in steps:
        outcomes = [running.undisturbed(STEPS[name])]
        tell(outcomes[0].line())
        for line in outcomes[0].faults:
            tell(f"    {line}")
        for seed in seeds:
            outcome = running.struck(STEPS[name], seed)
            outcome.jobs_failed = running.failed_jobs()
            tell(outcome.line())
            for line in outcome.faults:
                tell(f"    {line}")
            outcomes.append(outcome)
        wrong += sum(bool(one.faults) for one in outcomes)
    return wrong


def _stopped(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    from .steps import STEPS

    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--step", choices=STEPS, action="append", help="only this step; may be repeated")
    parser.add_argument("--runs", type=int, default=RUNS, help="struck runs of each step")
    parser.add_argument(
        "--seed", type=int, action="append", help="only this run, as an earlier one printed it"
    )
    asked = parser.parse_args()
    from tests.support.databases import ensure_template

    # Whoever stops it means the processes it started as well.
    signal.signal(signal.SIGTERM, _stopped)
    begun = time.monotonic()

    def tell(text: str) -> None:
        print(text, flush=True)

    with tempfile.TemporaryDirectory() as folder, harness(ensure_template(), Path(folder)) as running:
        seeds = asked.seed or range(1, asked.runs + 1)
        wrong = strike(running, asked.step or list(STEPS), seeds, tell)
    tell(f"\n{wrong} runs ended differently; {time.monotonic() - begun:.0f} s")
    return bool(wrong)


if __name__ == "__main__":
    prepare()
    sys.exit(main())
