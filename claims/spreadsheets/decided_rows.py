"""Rows that somebody decides on while a sheet that changes them is being imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.spreadsheets.resources import Staging


def refuse_decided(staging: Staging, table: str, open_state: str) -> None:
    """To be called once the sheet is stored: raises ``DomainError`` where a row of ``table`` that it changed is no
    longer in ``open_state``.

    The checks saw it open; it was decided on between them and the change, which now waits for nobody.
    """
    found = staging.rows(
        f"SELECT count(*) FROM config_importchange c JOIN {table} d ON d.id = c.row_pk"
        f" WHERE c.run_id = %(run)s AND c.\"table\" = '{table}' AND d.state <> '{open_state}'"
    )
    [(count,)] = found
    if count:
        raise DomainError(
            _("%(count)s of the rows were decided on meanwhile: nothing was imported. Check the file again."),
            count=count,
        )
