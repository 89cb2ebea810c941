"""Django's ``migrate`` without what it does hundreds of thousands of times for nothing.

Every added column has hundreds of historical models rendered anew: what a migration adds in a row is added together.
Every key of a rendered model asks all models whether one of them may be swapped for its target, whose answer never
changes. The collector meanwhile walks what the program itself consists of again and again.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor

from config.migrating import put_together


class Executor(MigrationExecutor):
    """Applies migrations with their rows put together."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for migration in self.loader.disk_migrations.values():
            put_together(migration)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        gc.freeze()
        try:
            with (
                patch.object(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)),
                patch.object(migrate, "MigrationExecutor", Executor),
            ):
                super().handle(*args, **options)
        finally:
            gc.unfreeze()
