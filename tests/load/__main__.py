"""``make load``: clerks at work for some minutes; fails when a page fails or is slow. See docs/operations.md."""

from __future__ import annotations

import os
import sys
import threading
import time
from datetime import datetime

CLERKS = int(os.environ.get("CLERKS", "200"))
MINUTES = float(os.environ.get("MINUTES", "10"))
PROCESSES = int(os.environ.get("WEB", "2"))
# Everybody signs in within this share of the time, at most two minutes: the morning of an agency.
MORNING, LONGEST_MORNING = 0.2, 120.0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from config import embedded

    embedded.start_missing()
    import django

    django.setup()
    from config.demo.terminal import table
    from tests.load import report, town
    from tests.load.browser import Browser
    from tests.load.day import EVERY, Clerk
    from tests.load.machine import cores_tell
    from tests.load.server import FOLDER, serving

    asked: list[report.Asked] = []
    stopped = threading.Event()
    cores = os.cpu_count() or 1
    machine = "{} cores: {:.1f} million turns a second alone, {:.1f} together".format(
        cores, *cores_tell(cores)
    )
    print(machine, flush=True)
    with serving(PROCESSES) as (port, log):
        clerks = [
            Clerk(one.username, one.duty, one.town, Browser(port, f"10.1.{n // 250}.{n % 250 + 1}", asked), n)
            for n, one in enumerate(town.clerks(CLERKS))
        ]
        print(
            f"{len(clerks)} clerks, a page every {EVERY:g} s each, {MINUTES:g} minutes, {PROCESSES} web processes "
            f"on port {port}",
            flush=True,
        )
        begun = time.monotonic()
        end = begun + MINUTES * 60
        morning = min(LONGEST_MORNING, MINUTES * 60 * MORNING)
        threads = [
            threading.Thread(
                target=one.work, args=(begun + morning * n / len(clerks), end, stopped), daemon=True
            )
            for n, one in enumerate(clerks)
        ]
        for thread in threads:
            thread.start()
        try:
            while time.monotonic() < end:
                time.sleep(min(30.0, max(0.1, end - time.monotonic())))
                print(f"{time.monotonic() - begun:5.0f} s: {len(asked):,} answers", flush=True)
            for thread in threads:
                thread.join(timeout=90)
        finally:
            stopped.set()
    with log.open(encoding="utf-8", errors="replace") as lines:
        found = report.report_of(asked, report.read_log(lines))
    left = [one.username for one, thread in zip(clerks, threads, strict=True) if thread.is_alive()]
    text = "\n".join([
        machine,
        table(report.HEAD, [report.row_of(line) for line in (*found.lines, found.whole)], left=2, total=True),
        "", *found.faults, *(f"still waits: {name}" for name in left), *found.failures,
        "FAIL" if found.failures or left else "PASS",
    ])  # fmt: skip
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - the name of a file on this machine
    (FOLDER / f"load-{stamp}.json").write_text(found.as_json(), encoding="utf-8")
    (FOLDER / f"load-{stamp}.txt").write_text(text + "\n", encoding="utf-8")
    print(f"\n{text}\n\n{FOLDER / f'load-{stamp}.json'}")
    return 1 if found.failures or left else 0


if __name__ == "__main__":
    sys.exit(main())
