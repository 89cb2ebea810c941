"""People of the counties who keep books, and a scan to attach."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.scoping import system_scope
from institutions.models import Duty, User
from tests.cast import Cast, make_user


class Counters(NamedTuple):
    """East's finance and approval, and another finance clerk of the city."""

    finance_east: User
    approver_east: User


@pytest.fixture
def counters(cast: Cast, settings: Any, tmp_path: Path) -> Counters:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        return Counters(
            make_user("finance.east", "东山财务", cast.east, Duty.FINANCE),
            make_user("approver.east", "东山审批", cast.east, Duty.APPROVE),
        )


def scan(name: str = "审计报告.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4 test", content_type="application/pdf")
