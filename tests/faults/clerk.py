"""A clerk at a browser: opens the page, fills in its form, sends it; after a failure looks again before pressing."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path

HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|submission)" value="([^"]*)"')
WRONG = re.compile(r'<(?:ul|p|div|li)[^>]*class="[^"]*(?:error|bad|refus)[^"]*"[^>]*>(.*?)</', re.S)


class Trouble(Exception):
    """No answer, or the server's own failure: whether the act was done is not known."""


class Refused(Exception):
    """The page says why it was not done."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Where an act leads is not opened: what it did is looked up instead."""


class Clerk:
    """One person's session on the site at ``url``."""

    def __init__(self, url: str, cookie: str) -> None:
        self._url, self._cookie = url, cookie
        self._open = urllib.request.build_opener(_Stay).open
        self._sent: tuple[str, bytes, str, str] | None = None

    def press(self, path: str, fields: Mapping[str, str], file: tuple[str, Path] | None = None) -> None:
        """Open ``path`` and send its form with ``fields``; raises ``Trouble`` or ``Refused``."""
        self._sent = None
        page, cookies = self._ask(path)
        hidden = dict(HIDDEN.findall(page))
        if not hidden:
            raise Refused(f"{path} has no form: {_sentence(page)}")
        body, kind = _multipart({**hidden, **fields}, file)
        self._sent = (path, body, kind, cookies)
        self._send()

    def again(self) -> bool:
        """The browser's "send again" after a failure; ``False`` when nothing had been sent."""
        if self._sent is None:
            return False
        self._send()
        return True

    def _send(self) -> None:
        assert self._sent is not None
        path, body, kind, cookies = self._sent
        page, _cookies = self._ask(
            path, body, {"Content-Type": kind, "Cookie": cookies, "Referer": self._url + path}
        )
        if page:
            raise Refused(f"{path}: {_sentence(page)}")
        self._sent = None

    def _ask(
        self, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[str, str]:
        """The page (empty when the answer leads elsewhere) and the cookies to send with its form."""
        sent = {"Cookie": self._cookie, "Accept-Language": "zh-Hans", **(headers or {})}
        asked = urllib.request.Request(self._url + path, data=body, headers=sent)  # noqa: S310 - our own server
        try:
            with self._open(asked, timeout=60) as answer:
                given = [part.split(";")[0] for part in answer.headers.get_all("Set-Cookie") or []]
                return answer.read().decode(), "; ".join([self._cookie, *given])
        except urllib.error.HTTPError as error:
            if error.code in (301, 302, 303):
                return "", self._cookie
            if error.code >= 500:
                raise Trouble(f"{path}: {error.code}") from error
            raise Refused(f"{path}: {error.code} {_sentence(error.read().decode())}") from error
        except (OSError, http.client.HTTPException) as error:
            raise Trouble(f"{path}: {error}") from error


def _multipart(fields: Mapping[str, str], file: tuple[str, Path] | None) -> tuple[bytes, str]:
    if file is None:
        return urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    name, path = file
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{path.name}"\r\n'
    parts.append(
        f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + path.read_bytes() + b"\r\n"
    )
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def _sentence(page: str) -> str:
    found = [re.sub(r"<[^>]*>|\s+", " ", one).strip() for one in WRONG.findall(page)]
    return "; ".join(one for one in found if one)[:300] or re.sub(r"<[^>]*>|\s+", " ", page)[-300:]
