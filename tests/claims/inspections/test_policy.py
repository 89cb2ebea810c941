"""What the packages assume of inspections is said to be assumed, by no document that is not theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claims.policy_inspections import NAME
from institutions.policy.registry import read_package
from tests.support.policies import POLICIES


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_assumption_cites_another_document(path: Path) -> None:
    package = read_package(path.read_text(encoding="utf-8"))
    section = package.sections[NAME]
    reasons = [value.assumed for parameter in section.parameters.values() for value in parameter.values]
    assert len(reasons) == 8
    assert all(reasons)
    assert not [why for why in reasons if re.search("处罚法|国家|办法|条例", why)]
