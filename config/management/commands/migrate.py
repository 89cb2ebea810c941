"""Django's ``migrate`` without what it does hundreds of thousands of times for nothing.

Every changed column has hundreds of historical models rendered anew, and every key of each asks all models whether one
of them may be swapped for its target, whose answer never changes. The collector meanwhile walks what the program
itself consists of again and again.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        gc.freeze()
        try:
            with (
                patch.object(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)),
                patch.object(ProjectState, "_find_reload_model", _touched),
            ):
                super().handle(*args, **options)
        finally:
            gc.unfreeze()


def _touched(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """The model and whatever points to it.

    Django has everything rendered anew that is related to either, over any number of keys: of tables that all know an
    agency and a person nearly all, for each new column, five minutes of making a database. What is left alone may then
    hold an older class of a neighbour, for the same table: the schema editor asks for no more, and no migration of ours
    works with historical objects (``tests/config/test_migrations.py``).
    """
    named = app_label, model_name.lower()
    try:
        known = state.apps.get_model(*named)
    except LookupError:  # just removed
        return {named}
    pointing = {
        (relation.related_model._meta.app_label, relation.related_model._meta.model_name)
        for relation in known._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and relation.related_model is not None
    }
    return pointing | {named}
