"""Every text people read has its Chinese, with the same placeholders."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override

from config import messages


def test_every_text_has_a_translation() -> None:
    missing = messages.untranslated()
    assert not missing, "\n".join(f"{place}: {text}" for text, place in missing)


def test_placeholders_are_kept() -> None:
    assert messages.misplaced() == []


def test_the_catalogue_is_used() -> None:
    messages.compile_catalogue()
    with override("zh-hans"):
        assert gettext("Working-day exception") == "工作日例外"


def test_parts_that_disagree_are_named(tmp_path: Path) -> None:
    for name, translation in (("a", "结算"), ("b", "清算")):
        part = polib.POFile()
        part.append(polib.POEntry(msgid="Clearing", msgstr=translation))
        part.save(str(tmp_path / f"{name}.po"))
    merged, conflicts = messages.merge(sorted(tmp_path.glob("*.po")))
    assert [str(conflict) for conflict in conflicts] == ["'Clearing' is 结算 and 清算"]
    assert len(merged) == 1


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% load i18n %}<b>{% translate 'Due today' %}</b>", "Due today"),
        ("{% load i18n %}{% blocktranslate %}Of {{ n }} bills{% endblocktranslate %}", "Of %(n)s bills"),
    ],
)
def test_texts_are_found_in_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, text: str
) -> None:
    monkeypatch.setattr(messages, "BASE_DIR", tmp_path)
    page = tmp_path / "page.html"
    page.write_text(source)
    assert text in [found for found, _place in messages._texts_in_template(page)]
