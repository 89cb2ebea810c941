"""The section ``agreements``: told to clerks, read typed, refused where it contradicts itself; new cities by YAML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from institutions.policy import agreements
from institutions.policy.registry import read_package
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import Applicable, resolve

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs" / "policy-packages.md").read_text(encoding="utf-8")
PACKAGES = ("hegang", "jiujiang", "ningbo", "zhangye")
DAY = dt.date(2024, 1, 1)
HEAD = """
area: "990300"
key: one
title: 办法
document: {source: "000", effective: 2020-01-01}
sections:
  agreements:
"""
PLAIN = {
    "stopped_by": "city", "accept.days": 10, "evaluation.days": 60, "evaluation.evaluators": 2, "evaluation.total": 8,
    "notice.days": 5, "term.months": 24, "renewal.days": 30, "entry.stages": "[notice, negotiation]",
    "renewal.stages": "[negotiation]", "change.stages": "[negotiation]", "medical.papers": "[form]",
    "medical.conditions": "[licensed, parking]", "medical.items": "[rooms]", "pharmacy.papers": "[form]",
    "pharmacy.conditions": "[licensed]", "pharmacy.items": "[rooms]", "rooms.points": 10, "rooms.lowest": 6,
    "parking.wording": "有停车场",
}  # fmt: skip
UNITS = {
    "days": "days",
    "months": "months",
    "evaluators": "count",
    "total": "count",
    "points": "count",
    "lowest": "count",
    "wording": "text",
}


def text_of(**changed: object) -> str:
    lines = []
    for name, value in {**PLAIN, **{key.replace("__", "."): one for key, one in changed.items()}}.items():
        if value is None:
            continue
        unit = UNITS.get(name.rpartition(".")[2])
        lines.append(f"    {name}:")
        if unit:
            lines.append(f"      unit: {unit}")
        lines.append(f"      values: [{{from: 2020-01-01, value: {value}, clause: 一}}]")
    return HEAD + "\n".join(lines) + "\n"


def policy_of(text: str) -> agreements.AgreementPolicy:
    package = read_package(text, file="one.yaml")
    return agreements.agreement_policy(
        resolve(package.area, [Applicable(package, package.document.effective)], DAY)
    )


def test_every_parameter_is_told_to_clerks() -> None:
    told = DOCS.split("### `agreements`\n", 1)[1].split("\n## ", 1)[0]
    for spec in agreements.SECTION.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
        for word in spec.choices or ():
            assert str(word) in told, f"{spec.name}: {word}"


@pytest.mark.parametrize("name", PACKAGES)
def test_a_shipped_package_has_the_whole_procedure(name: str) -> None:
    policy = policy_of((ROOT / "institutions" / "policies" / f"{name}.yaml").read_text(encoding="utf-8"))
    for kind in agreements.CLASSES:
        items = policy.items(kind)
        assert sum(item.points for item in items) == 100
        assert all(0 < item.lowest < item.points for item in items)
        assert policy.papers(kind)
        assert policy.conditions(kind)
    assert policy.stages("new") == ["evaluation", "notice", "negotiation"]
    # What the document leaves open is said to be assumed, each with its reason.
    assert all(given.assumed or given.clause for given in policy.given.values())
    assert all(one.assumed for one in policy.conditions("1"))


def test_another_city_by_its_own_words() -> None:
    policy = policy_of(text_of())
    assert policy.stopped_by == "city"
    assert policy.stages("new") == ["notice", "negotiation"]
    assert [one.title for one in policy.conditions("1")][1] == "有停车场"
    assert policy.items("2") == [agreements.Item("rooms", 10, 6)]
    assert (policy.required_from, policy.days("suspension.days")) == (None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"rooms__points": None, "rooms__lowest": None},
        {"rooms__lowest": 11},
        {"stopped_by": "region"},
        {"entry__stages": "[inspection]"},
        {"notice__days": None},
    ],
    ids=str,
)
def test_what_contradicts_itself_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(PolicyError):
        read_package(text_of(**changed), file="one.yaml")
