"""Values of a policy marked up in Python: nothing of a package is ever a tag of the page."""

from __future__ import annotations

import pytest

from institutions.policy.layout import LaidCell, LaidRow, Layout
from institutions.templatetags.policy import policy_value

HOSTILE = "<b onclick='x'>&"
PLAIN = Layout((), "", (), (LaidRow((), (LaidCell(HOSTILE),)),))
DOWN = Layout((HOSTILE,), "", (), (LaidRow((HOSTILE,), (LaidCell(HOSTILE, 1, HOSTILE, HOSTILE),)),))
ACROSS = Layout(
    (HOSTILE,), HOSTILE, (HOSTILE, "乙"), (LaidRow(("",), (LaidCell(HOSTILE, 2, HOSTILE, HOSTILE),)),)
)


@pytest.mark.parametrize("layout", [PLAIN, DOWN, ACROSS], ids=["plain", "down", "across"])
@pytest.mark.parametrize("printing", [False, True])
def test_every_text_of_a_value_is_escaped(layout: Layout, printing: bool) -> None:
    shown = policy_value(layout, printing)
    assert "<b" not in shown
    assert "&lt;b onclick=" in shown


def test_a_table_names_what_lies_across_and_says_why_a_cell_is_assumed() -> None:
    layout = Layout(
        ("级别",), "人群", ("甲", "乙"), (LaidRow(("一级",), (LaidCell("85%", 2, "四（一）", "推定"),)),)
    )
    assert policy_value(layout, True) == (
        '<table class="laid"><thead><tr><th scope="col" rowspan="2">级别</th><th scope="colgroup" colspan="2">人群</th>'
        '</tr><tr><th scope="col">甲</th><th scope="col">乙</th></tr></thead><tbody><tr><th scope="row">一级</th>'
        '<td colspan="2">85% <span class="soft">四（一）</span> <span class="soft">（暂定） 推定</span></td></tr>'
        "</tbody></table>"
    )
