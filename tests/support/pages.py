"""Pages as a person uses them: looked at, and acted on with the token every form carries."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import python_calamine
from django.test import Client

from institutions.models import User


def see(client: Client, user: User, address: str) -> str:
    """The page as ``user`` gets it."""
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def post(client: Client, user: User, address: str, **values: Any) -> Any:
    """The answer to a form that ``user`` sends and that is taken."""
    client.force_login(user)
    answer = client.post(address, {"submission": str(uuid4()), **values})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def workbook(client: Client, user: User, address: str) -> dict[str, list[list[Any]]]:
    """The rows of every sheet of the workbook ``user`` downloads, by the sheet's name."""
    client.force_login(user)
    answer: Any = client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    found = python_calamine.load_workbook(BytesIO(content))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}
