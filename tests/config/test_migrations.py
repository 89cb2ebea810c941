"""What our own ``migrate`` relies on, and that it leaves models as Django would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import models
from django.db.migrations import AddField, CreateModel, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from config.management.commands.migrate import _touched

OURS = {"config", "institutions", "enrollment", "claims", "funds"}


def _flat(operations: list[Any]) -> Iterator[Any]:
    for one in operations:
        yield one
        for parts in ("database_operations", "state_operations", "tables"):
            yield from _flat(getattr(one, parts, []))


def test_no_migration_of_ours_works_with_historical_objects() -> None:
    found = {
        f"{label}.{name}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in OURS and any(isinstance(one, RunPython) for one in _flat(migration.operations))
    }
    assert not found


@pytest.fixture
def state() -> ProjectState:
    """``bill`` knows ``person``, ``person`` knows ``agency``, ``payment`` knows ``bill``."""
    made = ProjectState()
    keys = {"agency": None, "person": "agency", "bill": "person", "payment": "bill"}
    for name, known in keys.items():
        fields: list[tuple[str, models.Field[Any, Any]]] = [("id", models.BigAutoField(primary_key=True))]
        if known:
            fields.append((known, models.ForeignKey(f"config.{known}", models.CASCADE)))
        made.add_model(ModelState("config", name, fields))
    return made


def test_a_new_column_touches_its_table_and_what_points_to_it(state: ProjectState) -> None:
    assert state.apps  # rendered
    assert _touched(state, "config", "bill") == {("config", "bill"), ("config", "payment")}
    assert _touched(state, "config", "unknown") == {("config", "unknown")}


def test_what_points_to_a_changed_model_leads_to_it(state: ProjectState) -> None:
    assert state.apps
    payer = models.ForeignKey("config.agency", models.CASCADE, null=True)
    lead = models.ForeignKey("config.bill", models.CASCADE)
    steps = (
        (AddField("bill", "total", models.IntegerField(default=0)), "payment", "bill"),
        (AddField("person", "payer", payer), "bill", "person"),
        (
            CreateModel("line", [("id", models.BigAutoField(primary_key=True)), ("bill", lead)]),
            "line",
            "bill",
        ),
    )
    with patch.object(ProjectState, "_find_reload_model", _touched):
        for step, pointing, key in steps:
            step.state_forwards("config", state)
            led = state.apps.get_model("config", pointing)._meta.get_field(key).related_model
            assert led is state.apps.get_model("config", key), (pointing, key)
    assert state.apps.get_model("config", "bill")._meta.get_field("total")
    assert state.apps.get_model("config", "person")._meta.get_field("payer")
