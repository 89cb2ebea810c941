"""Files that rows name: there, and with the content that was kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .registry import Difference, verification


@verification("files", title=gettext_lazy("Papers, uploads and results"))
def files() -> Iterator[Difference]:
    """Where the row keeps a fingerprint of its file, the file is read and compared."""
    for model, field in file_fields():
        has_fingerprint = any(one.name == "sha256" for one in model._meta.local_fields)
        columns = ("pk", field.name, *(("sha256",) if has_fingerprint else ()))
        rows = model._base_manager.exclude(**{field.name: ""}).order_by("pk")
        for pk, name, *fingerprint in rows.values_list(*columns).iterator(chunk_size=1000):
            where = f"{model._meta.db_table} {pk} · {name}"
            if not field.storage.exists(name):
                yield Difference(where, _("the file is missing"))
            elif fingerprint and _fingerprint(field.storage, name) != fingerprint[0]:
                yield Difference(where, _("the file is not the one that was kept"))


def file_fields() -> Iterator[tuple[type[models.Model], Any]]:
    """Every column that names a file, events of the history left out: they name what is no longer there."""
    for model in apps.get_models():
        if model._meta.managed and not hasattr(model, "pgh_tracked_model"):
            for field in model._meta.local_fields:
                if isinstance(field, models.FileField):
                    yield model, field


def _fingerprint(storage: Any, name: str) -> str:
    with storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
