"""What every test can ask for. The parts live in ``tests/support``; the people in ``tests/cast.py``."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import Cast, build_cast

pytest_plugins = [
    "tests.support.databases",
    "tests.support.workers",
    "tests.support.browser",
]

# How fast examples come is the machine's affair: what is said of speed is measured by the bench.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    """The same few people in every test; in ``fresh_database`` when the test uses it, else in ``db``."""
    committing = {"fresh_database", "web_server", "browser_page", "celery_worker_process"}
    request.getfixturevalue("fresh_database" if committing & set(request.fixturenames) else "db")
    from config.scoping import system_scope

    with system_scope():
        return build_cast()
