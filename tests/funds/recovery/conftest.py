"""A month cleared and paid in a database of its own, with a paper on file and a statement filed; read by many tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from config.scoping import system_scope
from funds.models import FinancialStatement
from funds.models.statements_filed import content_hash
from funds.reads.financial_statements import Asked, FinancialStatements, frozen
from institutions.models import Duty
from institutions.services.attach import attach
from tests.cast import build_cast
from tests.funds.clearing.conftest import MARCH, SCHEME, Town, build_town
from tests.funds.clearing.test_month import a_month
from tests.support.databases import cloned_database, connected_to, owner_settings

PAPER = b"%PDF-1.4 paper"


class Kept(NamedTuple):
    """The month, and the name of the database that holds it."""

    town: Town
    database: str
    media: Path


@pytest.fixture(scope="module")
def kept(
    template_database: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    media = tmp_path_factory.mktemp("kept") / "media"
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media),
        cloned_database(template_database) as name,
    ):
        with system_scope():
            town = build_town(build_cast())
        a_month(town)
        clearing = town.pay_everything(town.cleared())
        with system_scope():
            attach(
                subject=clearing, upload=SimpleUploadedFile("公文.pdf", PAPER), title="公文", agency=town.cast.east,
                duty=Duty.HANDLE, acting_user=town.cast.clerk_east,
            )  # fmt: skip
            content = frozen(FinancialStatements(Asked(town.cast.area, SCHEME, None, MARCH)))
            FinancialStatement.unscoped.create(
                area=town.cast.area, insutype=SCHEME, month=MARCH.first, version=1, content=content,
                content_hash=content_hash(content), filed_by=town.cast.finance_city,
            )  # fmt: skip
        yield Kept(town, name, media)


@contextmanager
def as_owner(database: str) -> Iterator[None]:
    """As the role that migrates, backs up and restores."""
    known = {key: owner_settings().get(key, "") for key in ("USER", "HOST", "PASSWORD")}
    with connected_to(database, **known):
        yield


@contextmanager
def damaged(database: str, *statements: str) -> Iterator[None]:
    """By somebody with every right over the tables, all guards of rows taken off; undone at the end."""
    with as_owner(database), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                assert cursor.rowcount, statement
        yield
        transaction.set_rollback(True)
