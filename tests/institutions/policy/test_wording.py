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
        entries = reading.entries_of(read_package(path.read_text(), file=path.name))
        rows = list(reading.rows_of(entries))
        left = {
            entry.parameter
            for entry in entries
            if not all(map(_is_chinese, (entry.meaning, entry.heading, entry.topic_name)))
        }
        assert not left
        assert all(_is_chinese(head) for entry in entries for head in entry.layout.heads)
        dated = ("date", "text")
        spoken = {entry.parameter for entry in entries if entry.unit not in dated}
        assert not [
            r for r in rows if r.number is None and r.parameter in spoken and not _is_chinese(r.value)
        ]
        # A key of a table is said in Chinese, or is a code: of a disease, of a kind of care nobody has named.
        cells = [part for row in rows for part in row.cell.split(" · ") if part and not _is_chinese(part)]
        assert not [part for part in cells if not any(letter.isdigit() for letter in part)]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_shipped_package_reads_in_english_but_for_its_own_titles(path: Path) -> None:
    package = read_package(path.read_text(), file=path.name)
    parameters = [p for section in package.sections.values() for p in section.parameters.values()]
    own = {p.name for p in parameters if p.title}
    # Titles, names of diseases, lists of papers, the text of a promise: the package's own words.
    texts = {p.name for p in parameters if p.unit == "text"}
    with override("en"):
        for row in reading.rows_of(reading.entries_of(package)):
            said = [row.heading, row.topic, row.cell, row.unit]
            said += [] if row.parameter in own else [row.meaning]
            said += [] if row.parameter in texts else [row.value]
            assert not any(map(_is_chinese, said)), row


def test_every_topic_has_its_chinese() -> None:
    """What the first part of a parameter's name stands for: ``limit`` of ``limit.*.amount``."""
    with override("zh-hans"):
        topics = {
            part
            for section in language().sections.values()
            for spec in section.parameters
            for part in reading.topic_of(spec.name, spec).split(".")
            if part not in ("", "*")
        }
        missing = [part for part in sorted(topics) if not _is_chinese(wording.word(part))]
        assert not missing, 'say them in a part of locale/parts, each with the context "policy"'
        assert _is_chinese(reading.topic_name(""))


def test_a_row_names_what_the_package_chose() -> None:
    with override("en"):
        package = read_package(PACKAGES[0].read_text(), file="package.yaml")
        rows = list(reading.rows_of(reading.entries_of(package)))
    ratio = next(row for row in rows if row.parameter.endswith(".ratio"))
    chosen = ratio.parameter.partition(".")[0].replace("_", " ")
    assert ratio.meaning == f"{chosen} · Payment ratio of the fund"


def test_an_unknown_word_is_shown_as_it_is_written() -> None:
    with override("zh-hans"):
        assert wording.word("made_up_group") == "made up group"
        assert wording.key_of("med_type", "21") == "普通住院"
        assert wording.key_of("place", "own_county") == "本县区"


def test_a_name_may_say_something_else_under_another() -> None:
    """A transfer to another hospital is filed; a transfer of money to the counties has its day."""
    with override("zh-hans"):
        assert reading.topic_name("filing.transfer") == "备案 · 转诊转院"
        assert wording.word("transfer") == "划拨县区"
        assert reading.full_meaning("registers", "filing.transfer.months").startswith("转诊转院")
