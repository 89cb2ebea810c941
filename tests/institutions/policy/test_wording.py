"""The policy language has its Chinese: every meaning, word and unit it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from config import messages
from institutions.policy import reading, wording
from institutions.policy.registry import language, read_package

PACKAGES = sorted((Path(reading.__file__).parents[1] / "policies").glob("*.yaml"))


def _meanings() -> Iterator[str]:
    for section in language().sections.values():
        yield section.meaning
        yield from (spec.meaning for spec in section.parameters)
    yield from (dimension.meaning for dimension in language().dimensions.values())


def _words() -> Iterator[str]:
    for section in language().sections.values():
        for spec in section.parameters:
            yield from spec.choices or ()
    for dimension in language().dimensions.values():
        yield from dimension.values


def _is_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


@pytest.fixture(autouse=True, scope="module")
def catalogue() -> None:
    messages.compile_catalogue()


def test_every_meaning_and_word_is_translated() -> None:
    with override("zh-hans"):
        meanings = [text for text in _meanings() if not _is_chinese(wording.meaning_of(text))]
        words = sorted({name for name in _words() if not _is_chinese(wording.word(name))})
        units = {spec.unit for section in language().sections.values() for spec in section.parameters}
        assert (meanings, words) == ([], [])
        assert all(wording.unit_of(unit) != unit.replace("_", " ") for unit in units)


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_shipped_package_reads_in_chinese(path: Path) -> None:
    with override("zh-hans"):
        rows = list(reading.rows_of(read_package(path.read_text(), file=path.name)))
    left = {row.parameter for row in rows if not (_is_chinese(row.meaning) and _is_chinese(row.heading))}
    assert not left
    spoken = [row for row in rows if not row.unit and row.value not in "✓✗"]
    assert all(_is_chinese(row.value) for row in spoken)


def test_a_row_names_what_the_package_chose() -> None:
    with override("en"):
        rows = list(reading.rows_of(read_package(PACKAGES[0].read_text(), file="package.yaml")))
    ratio = next(row for row in rows if row.parameter == "general_outpatient.ratio")
    assert ratio.meaning == "general outpatient · Payment ratio of the fund"


def test_an_unknown_word_is_shown_as_it_is_written() -> None:
    with override("zh-hans"):
        assert wording.word("made_up_group") == "made up group"
        assert wording.key_of("med_type", "21") == "普通住院"
        assert wording.key_of("place", "own_county") == "本县区"
