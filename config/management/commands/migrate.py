"""Django's ``migrate`` without what it does hundreds of thousands of times for nothing.

Every added key has hundreds of historical models rendered anew, and every key of each asks all models whether one of
them may be swapped for its target, whose answer never changes. The collector meanwhile walks what the program itself
consists of again and again.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        gc.freeze()
        try:
            with patch.object(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)):
                super().handle(*args, **options)
        finally:
            gc.unfreeze()
