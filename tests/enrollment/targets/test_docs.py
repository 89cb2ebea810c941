"""``docs/policy-packages.md`` tells a clerk every parameter that targets read."""

from __future__ import annotations

from pathlib import Path

from enrollment.policy import ENROLMENT_TARGETS

TEXT = (Path(__file__).parents[3] / "docs" / "policy-packages.md").read_text(encoding="utf-8")


def test_every_parameter_has_its_line() -> None:
    told = TEXT.split("### `enrolment_targets`\n", 1)[1].split("\n### ", 1)[0]
    for spec in ENROLMENT_TARGETS.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
