"""Run every measure, print the ratios, fail when one misses its target."""

from __future__ import annotations

import os
import sys
import time

from . import stage

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "60000"))
PER_PERSON = 5
stage.prepare()


def main() -> int:
    from config.demo.terminal import Progress, table
    from tests.bench import (
        counter,
        enrolling,
        filling,
        importing,
        netting,
        reconciling,
        scaled,
        screening,
        searching,
        settling,
    )
    from tests.bench.measuring import HEAD, Result

    progress = Progress(lambda text: print(text, flush=True))
    results: list[Result] = []

    def add(result: Result) -> None:
        results.append(result)
        progress.say("  ".join(result.line()))

    with stage.bench_database():
        progress.say("a database of its own for importing")
        add(importing.measure(stage.lay_out(*stage.RESIDENTS)))
    with stage.bench_database():
        progress.say("a database of its own for enrolling")
        for result in enrolling.measure(stage.lay_out(*stage.RESIDENTS)):
            add(result)
    with stage.bench_database():
        progress.say("a database of its own for searching")
        add(searching.measure(stage.lay_out(*stage.RESIDENTS)))
    with stage.bench_database():
        progress.say("a database of its own for reconciling")
        add(reconciling.measure(stage.lay_out(*stage.EMPLOYEES)))
    with stage.bench_database():
        progress.say("a database of its own for screening")
        setting = stage.lay_out(*stage.RESIDENTS)
        people = screening.BILLS // PER_PERSON
        filling.fill(people=people, per_person=PER_PERSON, **filling.places(setting))
        add(screening.measure(setting))
    for area, insutype in (stage.RESIDENTS, stage.EMPLOYEES):
        with stage.bench_database():
            progress.say(f"a database of its own for {area}")
            setting = stage.lay_out(area, insutype)
            filling.fill(people=PEOPLE, per_person=PER_PERSON, **filling.places(setting))
            progress.say(f"{PEOPLE * PER_PERSON:,} bills of {PEOPLE:,} people")
            add(settling.measure(setting))
            if insutype == stage.RESIDENTS[1]:
                add(netting.measure(setting))
            else:
                add(counter.measure(setting))
    for result in scaled.measure():
        add(result)
    progress.show("\n" + table(HEAD, [result.line() for result in results]))
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    begun = time.monotonic()
    code = main()
    print(f"\n{time.monotonic() - begun:.0f} s")
    sys.exit(code)
