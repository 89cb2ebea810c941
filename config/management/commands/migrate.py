"""Django's ``migrate`` without what it does hundreds of thousands of times for nothing.

Every added key has hundreds of historical models rendered anew. The collector then walks all of them again and again,
and every key of each asks all models whether one of them may be swapped for its target, whose answer never changes.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.core.management.commands import migrate

# Young objects by the ten thousands; the whole heap, which is nearly all alive, hardly ever.
RARELY = (50_000, 20, 1_000)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        usual = gc.get_threshold()
        gc.set_threshold(*RARELY)
        try:
            with patch.object(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)):
                super().handle(*args, **options)
        finally:
            gc.set_threshold(*usual)
