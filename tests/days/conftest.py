"""Working days on a demonstration: played once for a state of the sources, each day on a copy of its own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from config.embedded.places import BASE_DIR, VAR_DIR
from tests.days.road import Road
from tests.support.databases import (
    TEMPLATE,
    cloned_database,
    owner_connection,
    stamp_template,
    template_made,
)
from tests.support.workers import CeleryWorker

SOURCES = ("config", "institutions", "enrollment", "claims", "funds")
SCALE = ("--people", "300", "--bills", "900")
# What days of the year's end do themselves.
LEFT = ("county_assessments", "year_settlements")


def _fingerprint() -> str:
    """Changes with every source a demonstration could depend on."""
    digest = hashlib.sha256()
    for app in SOURCES:
        for source in sorted([*(BASE_DIR / app).rglob("*.py"), *(BASE_DIR / app).rglob("*.yaml")]):
            digest.update(str(source.relative_to(BASE_DIR)).encode() + source.read_bytes())
    return digest.hexdigest()[:12]


def _played(area: str, migrated: str, scratch: Path) -> tuple[str, Path]:
    """The template that holds the demonstration of ``area``, and the folder of its files."""
    name = f"{TEMPLATE}day_{area}_{_fingerprint()}"
    media = VAR_DIR / "days" / f"{area}-{_fingerprint()}"
    with (VAR_DIR / ".test-days.lock").open("w") as lock, owner_connection("postgres") as owner:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            for older in (VAR_DIR / "days").glob(f"{area}-*"):
                shutil.rmtree(older)
            media.mkdir(parents=True)
            with template_made(owner, name, migrated) as playing:
                worker = CeleryWorker(playing, media, scratch)
                worker.start()
                try:
                    _play(area, playing, media)
                finally:
                    worker.stop()
        stamp_template(owner, name)
    return name, media


def _play(area: str, database: str, media: Path) -> None:
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TONGCHOU_DB_NAME": database,
        "TONGCHOU_QUEUE": settings.CELERY_TASK_DEFAULT_QUEUE, "MEDIA_ROOT": str(media),
    }  # fmt: skip
    left = [f"--without={topic}" for topic in LEFT]
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", "--area", area, *SCALE, *left],
        cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.fail(done.stdout[-2000:] + done.stderr[-4000:])


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest,
    template_database: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    settings: Any,
) -> Iterator[str]:
    """A copy of the demonstration of the module's ``AREA``, instead of an empty database."""
    played, media = _played(request.module.AREA, template_database, tmp_path)
    settings.MEDIA_ROOT = tmp_path / "media"
    shutil.copytree(media, settings.MEDIA_ROOT)
    with django_db_blocker.unblock(), cloned_database(played) as name:
        yield name


@pytest.fixture
def road(request: pytest.FixtureRequest, browser_page: Any) -> Road:
    """The browser of the day, with a worker behind the site unless its module has ``NO_JOBS``; pictures are named
    after the test."""
    if not getattr(request.module, "NO_JOBS", False):
        request.getfixturevalue("celery_worker_process")
    return Road(browser_page, request.node.name.removeprefix("test_"))
