"""Every picture of the guide is one that a day takes; the guide says in both languages the same days."""

from __future__ import annotations

import re

from tests.days.guide import TEXTS, pictures, texts

DAY = re.compile(r"^def test_(\w+)\(road", re.MULTILINE)
LOOK = re.compile(r"""road\.look\(f?["']([^"']+)["']\)""")


def taken() -> set[str]:
    """Names of the pictures the days take: day by test function, picture by what ``look`` is told."""
    found = set()
    for path in TEXTS.parents[1].glob("tests/days/test_*.py"):
        source = path.read_text()
        found |= {
            f"pictures/{day}/{name}.png" for day in DAY.findall(source) for name in LOOK.findall(source)
        }
    return found


def test_pictures_are_taken() -> None:
    shown = {name for path in texts() for name in pictures(path.read_text())}
    assert shown
    assert shown <= taken(), sorted(shown - taken())


def test_both_languages_tell_the_same_days() -> None:
    told = {lang: {path.name for path in (TEXTS / lang).glob("*.md")} for lang in ("zh-Hans", "en")}
    assert told["zh-Hans"] == told["en"]
