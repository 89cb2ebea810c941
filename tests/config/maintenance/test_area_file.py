"""The page that lays an area out: for whoever installed the system alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from institutions.models import Agency, PoolingArea, User
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAGE = "/admin/institutions/poolingarea/lay-out/"
LIST = "/admin/institutions/poolingarea/"
EXAMPLE = Path("docs/examples/yunxi-area.yaml").read_bytes()


@pytest.fixture
def installer(client: Client) -> User:
    user = User.objects.create_superuser("installer", "x", name="安装")
    client.force_login(user)
    return user


def send(client: Client, content: bytes) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile("area.yaml", content)})


def test_whoever_installed_the_system_lays_it_out(installer: User, client: Client) -> None:
    assert PAGE in client.get(LIST).content.decode()
    assert client.get(PAGE).status_code == 200
    answer = send(client, EXAMPLE)
    area = PoolingArea.objects.get(code="990300")
    assert answer["Location"] == f"/admin/institutions/agency/?area__id__exact={area.pk}"
    shown = client.get(answer["Location"]).content.decode()
    assert "云山区" in shown
    assert "已建立云溪市" in shown
    assert LogEntry.objects.filter(user=installer, object_id=str(area.pk)).exists()


WRONG = {
    "code": b'area: "9903"',
    "encoding": EXAMPLE.decode().encode("gb18030"),
    "empty": b"",
    "no counties": b'area: "990300"',
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_stands_beside_the_field(installer: User, client: Client, what: str) -> None:
    answer = send(client, WRONG[what])
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not PoolingArea.objects.exists()


def test_nobody_else(cast: Cast, client: Client) -> None:
    for user in (cast.administrator_city, cast.auditor_city, cast.clerk_east):
        client.force_login(user)
        assert PAGE not in client.get(LIST).content.decode()
        # Whoever may not enter the room at all is sent to its door.
        for answer in (client.get(PAGE), send(client, EXAMPLE)):
            assert answer.status_code == 403 or answer["Location"].startswith("/admin/login/")
    assert not Agency.objects.filter(code="990300").exists()
