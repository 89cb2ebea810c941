"""Where uploaded and generated files lie: outside the served folders, handed out only by views that check."""

from __future__ import annotations

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The storage of papers, uploads and results; a function, so that migrations name no path."""
    return storages["private"]
