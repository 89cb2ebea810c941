"""Shipped policy packages in the tests' city."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone

from institutions.models import PolicyDocument, PolicyVersion
from institutions.policy.registry import read_package
from tests.cast import Cast

POLICIES = Path(__file__).parents[2] / "institutions" / "policies"


def put_policy_in_force(
    cast: Cast, package: str = "zhangye.yaml", *, counties: Mapping[str, str] | None = None
) -> PolicyVersion:
    """A shipped package, in force in the tests' city from the document's own day.

    ``counties``: codes of the package by those of the cast's counties that stand for them.
    """
    text = (POLICIES / package).read_text(encoding="utf-8")
    text = re.sub(r'^area: "\d{6}"$', f'area: "{cast.area.code}"', text, count=1, flags=re.M)
    key = f"package-of-{cast.area.code}"
    text = re.sub(r"^key: .*$", f"key: {key}", text, count=1, flags=re.M)
    for theirs, ours in (counties or {}).items():
        text = text.replace(theirs, ours)
    return put_text_in_force(cast, text, key=key, file=package)


def put_text_in_force(
    cast: Cast, text: str, *, key: str = "test-package", file: str = "test.yaml"
) -> PolicyVersion:
    """A package as it stands there, in force in the tests' city from the document's own day."""
    document = PolicyDocument.objects.create(area=cast.area, key=key, title="基本医保")
    return PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        effective_from=read_package(text, file=file).document.effective,
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )
