"""The cast with administrators and auditors, and one row of everything the maintenance room keeps, in two cities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.test import RequestFactory

from config.maintenance import KEEPER, READER
from config.scoping import scoped, system_scope
from institutions.models import Attachment, Consortium, Delegation, Duty, User
from tests.cast import ALWAYS, Cast, make_user
from tests.places import Place, places
from tests.world import build_world

# The same for everybody: the calendar, the national chart.
COMMON = {"workdayexception", "subject"}


@dataclass(frozen=True)
class Room:
    """Who comes to the maintenance room."""

    cast: Cast
    keeper_city: User
    keeper_east: User
    auditor_east: User
    keeper_elsewhere: User
    own: Place
    foreign: Place
    models: dict[str, ModelAdmin]

    def seen_by(self, user: User, model: str) -> set[int]:
        """Ids of the rows of ``model`` listed for ``user``."""
        request = RequestFactory().get("/")
        request.user = User.objects.get(pk=user.pk)
        with scoped(request.user.scope(duties=frozenset({KEEPER, READER}))):
            return set(self.models[model].get_queryset(request).values_list("pk", flat=True))

    def foreign_to(self, user: User, model: str) -> int:
        """A row of the other city that ``user`` must not come by."""
        found = self.seen_by(self.keeper_elsewhere, model) - self.seen_by(user, model)
        assert found, model
        return min(found)

    @property
    def scoped_models(self) -> Iterable[str]:
        return [name for name in self.models if name not in COMMON]


def fill(place: Place) -> None:
    build_world(place)
    Consortium.unscoped.create(name=f"医共体{place.county.code}", county=place.county)
    Attachment.unscoped.create(
        agency=place.county, subject_type="x", subject_id=1, title="发票", file="a.pdf", content_type="x", size=1,
        sha256="0" * 64, keep_until="2050-01-01", uploaded_by=place.worker,
    )  # fmt: skip
    lender = make_user(f"lender.{place.county.code}", "休假者", place.county, Duty.HANDLE)
    Delegation.objects.create(
        assignment=lender.assignments.get(),
        receiver=make_user(f"helper.{place.county.code}", "代办者", place.county, Duty.REGISTER),
        period=ALWAYS,
        reason="休假",
    )


@pytest.fixture
def room(cast: Cast) -> Room:
    with system_scope():
        own, foreign = places(cast)
        fill(own)
        fill(foreign)
        return Room(
            cast=cast,
            keeper_city=cast.administrator_city,
            keeper_east=make_user("keeper.east", "东山管理", cast.east, Duty.ADMINISTER),
            auditor_east=make_user("auditor.east", "东山审计", cast.east, Duty.AUDIT),
            keeper_elsewhere=make_user("keeper.elsewhere", "邻市管理", foreign.city, Duty.ADMINISTER),
            own=own,
            foreign=foreign,
            models={model._meta.model_name: kept for model, kept in admin.site._registry.items()},
        )


def table_of(room: Room, model: str) -> type[Model]:
    return room.models[model].model


def address(room: Room, model: str, page: str, pk: Any = None) -> str:
    """``/admin/institutions/user/5/change/``."""
    label = table_of(room, model)._meta.app_label
    middle = f"{pk}/" if pk is not None else ""
    last = "" if page == "changelist" else f"{page}/"
    return f"/admin/{label}/{model}/{middle}{last}"
