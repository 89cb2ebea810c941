"""``docs/policy-packages.md`` tells a clerk every parameter that claims read."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.rules import account_policy, screening
from claims.rules.budgets import section as budgets
from claims.rules.payment import section as payment
from institutions.rules.policy_schema import SectionSchema

TEXT = (Path(__file__).parents[2] / "docs" / "policy-packages.md").read_text(encoding="utf-8")


def _part(heading: str) -> str:
    return TEXT.split(f"### `{heading}`\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]


SECTIONS = [account_policy.SECTION, budgets.SECTION, payment.SECTION, screening.SECTION]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.name)
def test_every_parameter_of_the_section_has_its_line(section: SectionSchema) -> None:
    told = _part(section.name)
    for spec in section.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
        for word in spec.choices or ():
            assert str(word) in told, f"{spec.name}: {word}"
