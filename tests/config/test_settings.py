"""Production refuses to start with what is only good enough for a demo, and says which setting to change."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from config.embedded.places import BASE_DIR

GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "k3y" + "".join(chr(97 + i % 26) for i in range(60)),
    "ALLOWED_HOSTS": "tongchou.example.org",
    "DATABASE_URL": "postgres://app@localhost/tongchou",
    "REDIS_URL": "redis://localhost:6379/0",
}


def run(*command: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python with production's environment, changed as told (``None`` removes a variable)."""
    environment = {"PATH": os.environ["PATH"], **GOOD}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, *command], cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def test_good_production_settings_pass_the_deployment_check() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is the default"),
        ({"SECRET_KEY": "too-short"}, "SECRET_KEY is too short"),
        ({"SECRET_KEY": "a" * 80}, "too simple"),
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
        ({"REDIS_URL": None}, "REDIS_URL is not set"),
    ],
)
def test_production_refuses(changes: dict[str, str | None], says: str) -> None:
    result = run("-c", "import django; django.setup()", **changes)
    assert result.returncode != 0
    assert "does not start in production" in result.stderr
    assert says in result.stderr


def test_migrating_your_own_server_asks_for_the_owners_address() -> None:
    result = run("-c", "import django; django.setup()", TONGCHOU_DB_ROLE="owner")
    assert result.returncode != 0
    assert "DATABASE_OWNER_URL" in result.stderr


def test_pages_allow_nothing_inline(settings: object) -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert {name: directives[name] for name in ("default-src", "script-src", "style-src")} == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
    }


def test_the_browsers_language_is_not_asked(client: object, db: None) -> None:
    page = client.get("/admin/login/", headers={"accept-language": "en"})
    assert page.headers["Content-Language"] == "zh-hans"
    client.cookies["django_language"] = "en"
    assert client.get("/admin/login/").headers["Content-Language"] == "en"
