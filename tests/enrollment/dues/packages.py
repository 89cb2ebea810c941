"""A shipped package put in force in the cast's city, its counties standing for the package's."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.utils import timezone

from institutions.models import PolicyDocument, PolicyVersion
from institutions.policy import reading
from tests.cast import Cast

POLICIES = Path(reading.__file__).parents[1] / "policies"


def put_in_force(cast: Cast, name: str, *, counties: dict[str, str] | None = None) -> None:
    """``counties``: codes of the package by those of the cast that stand for them."""
    text = (POLICIES / f"{name}.yaml").read_text(encoding="utf-8")
    text = re.sub(r'^area: "\d{6}"', f'area: "{cast.area.code}"', text, count=1, flags=re.MULTILINE)
    for of_package, of_cast in (counties or {}).items():
        text = text.replace(of_package, of_cast)
    key = re.search(r"^key: (\S+)", text, re.MULTILINE)
    start = re.search(r"effective: (\d{4}-\d\d-\d\d)", text)
    assert key is not None
    assert start is not None
    document = PolicyDocument.objects.create(area=cast.area, key=key[1], title=name)
    PolicyVersion.objects.create(
        document=document, number=1, state=PolicyVersion.State.IN_FORCE, text=text, sha256=name,
        effective_from=dt.date.fromisoformat(start[1]), prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city, reviewed_at=timezone.now(), put_in_force_at=timezone.now(),
    )  # fmt: skip
