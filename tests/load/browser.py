"""One clerk's browser: cookies, forms as the page gives them, how long every page took and of what kind it was."""

from __future__ import annotations

import html
import http.client
import re
import time
import urllib.parse
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.load.report import Asked

TIMEOUT = 60
STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LIST = 'class="page page-list"'
TAG = re.compile(r'<(/?)(nav|a|tr|form|input|textarea|select|option)\b((?:[^">]|"[^"]*")*)>')
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')


@dataclass
class Form:
    """Where it is sent, how, what it says already, and what could be picked instead."""

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Page:
    """What stands on a page that a clerk might click or fill in."""

    path: str
    status: int
    text: str
    forms: list[Form] = field(default_factory=list)
    navigation: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    following: str = ""

    @property
    def main_form(self) -> Form | None:
        """The page's own: the one that is posted with a token that it is done once."""
        return next((form for form in self.forms if "submission" in form.fields), None)

    @property
    def filters(self) -> Form | None:
        return next((form for form in self.forms if form.method == "get" and form.action == "filter"), None)


class _Reader:
    """Reads of a page's tags only those a clerk may click or fill in, since it works on the server's own two cores."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._form: Form | None = None
        self._select = ""
        self._side = False

    def feed(self, text: str) -> None:
        for ends, tag, inside in TAG.findall(text):
            if ends:
                self._end(tag)
            else:
                self._start(tag, {name: html.unescape(value) for name, value in ATTRIBUTE.findall(inside)})

    def _start(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "nav":
                self._side = given.get("class") == "side"
            case "a" if self._side:
                self.page.navigation.append(given.get("href", ""))
            case "a" if given.get("rel") == "next":
                self.page.following = given.get("href", "")
            case "tr" if given.get("data-href"):
                self.page.rows.append(given["data-href"])
            case "form":
                action = "filter" if given.get("class") == "filters" else given.get("action", "")
                self._form = Form(action, given.get("method", "get").lower())
                self.page.forms.append(self._form)
            case _:
                self._field(tag, given)

    def _end(self, tag: str) -> None:
        if tag == "nav":
            self._side = False
        elif tag == "form":
            self._form = None

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name = self._form, given.get("name", "")
        if form is None:
            return
        if tag == "input" and name:
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                form.fields[name] = given.get("value", "")
        elif tag == "textarea" and name:
            form.fields[name] = ""
        elif tag == "select":
            self._select = name
            form.fields.setdefault(name, "")
            form.choices[name] = []
        elif tag == "option" and self._select:
            value = given.get("value", "")
            if not form.choices[self._select] or "selected" in given:
                form.fields[self._select] = value
            form.choices[self._select].append(value)


class Browser:
    """``address`` is what the proxy says the clerk sits at; every answer is told to ``note``."""

    def __init__(self, port: int, address: str, kept: list[Asked]) -> None:
        self._port, self._address, self._kept = port, address, kept
        self._cookies: dict[str, str] = {}
        self._known: set[str] = set()

    def get(self, path: str, **asked: str) -> Page:
        if asked:
            path += ("&" if "?" in path else "?") + urllib.parse.urlencode(asked)
        return self._ask("GET", path, None)

    def send(self, page: Page, form: Form, **fields: str) -> Page:
        """The form with ``fields`` put in, as its button does."""
        body = {**form.fields, **fields}
        if form.method == "get":
            return self.get(page.path.split("?")[0], **{name: text for name, text in body.items() if text})
        target = form.action if form.action.startswith("/") else page.path
        return self._ask("POST", target, body)

    def _ask(self, method: str, path: str, body: Mapping[str, str] | None) -> Page:
        """The page, after as many redirects as it takes; each answer counts as a page of its own."""
        for _turn in range(5):
            page, leads = self._once(method, path, body)
            if not leads:
                return page
            method, path, body = "GET", leads, None
        return page

    def _once(self, method: str, path: str, body: Mapping[str, str] | None) -> tuple[Page, str]:
        mark = uuid.uuid4().hex
        sent = {
            "Host": f"127.0.0.1:{self._port}", "X-Forwarded-Proto": "https", "X-Forwarded-For": self._address,
            "X-Request-ID": mark, "Accept-Language": "zh-Hans", "Connection": "close",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Referer": f"https://127.0.0.1:{self._port}{path.split('?')[0]}",
        }  # fmt: skip
        content = None
        if body is not None:
            content = urllib.parse.urlencode(body).encode()
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        began, status, text, leads = time.perf_counter(), 0, "", ""
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        try:
            link.request(method, path, content, sent)
            answer = link.getresponse()
            status, text = answer.status, answer.read().decode(errors="replace")
            leads = answer.headers.get("Location", "")
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, value = cookie.split(";")[0].partition("=")
                self._cookies[name] = value
        except (OSError, http.client.HTTPException) as fault:
            text = f"{type(fault).__name__}: {fault}"
        finally:
            link.close()
        taken = time.perf_counter() - began
        kind = "list" if LIST in text else "search" if path.startswith("/search/") else "page"
        if kind == "list" and urllib.parse.parse_qs(urllib.parse.urlsplit(path).query).get("q"):
            kind = "search"
        self._kept.append(Asked(mark, method, path, kind, status, taken, "" if status < 400 else text[-400:]))
        page = Page(path, status, text)
        if not path.startswith("/static/") and not leads:
            _Reader(page).feed(text)
            self._fetch_what_is_linked(text)
        return page, _within(leads)

    def _fetch_what_is_linked(self, text: str) -> None:
        """Styles and scripts once a day: a browser keeps them."""
        for path in dict.fromkeys(STATIC.findall(text)):
            if path not in self._known:
                self._known.add(path)
                self._once("GET", html.unescape(path), None)


def _within(leads: str) -> str:
    parts = urllib.parse.urlsplit(leads)
    return urllib.parse.urlunsplit(("", "", parts.path, parts.query, "")) if leads else ""
