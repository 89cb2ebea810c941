"""Two people at one record: the second is told what changed since the page was opened, and loses nothing typed.

A form shows what is stored (its ``initial``). What it showed travels with it, in a hidden field that
``{% fields form %}`` writes; when it comes back, the view has read the record again, and what differs is told beside
what was typed. Nothing is stored then; sent again, the form counts.

No column of the record is needed for it, and only what the form shows can be in conflict: a change elsewhere in the
record disturbs nobody. Of a number shown masked a keyed digest travels beside the mask, so that a change of the
hidden digits is told as well; it says nothing without the key, is another at each showing, and counts only for the
address it was shown at. ``config.forms.once`` lets one such form at a time through an address, so that between
looking and storing nobody else stores.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SHOWN = "shown_before"
HIDDEN = "*"
"""Beside the fields' names: of those shown masked a digest of the whole, and what it was made with."""
LONGEST = 120


def shown_before(form: forms.BaseForm) -> SafeString:
    """The hidden field: what ``form`` shows of what is stored; nothing for a form that shows nothing stored."""
    stored = _stored(form)
    if not stored:
        return SafeString()
    name = form.add_prefix(SHOWN)
    # A form that comes back with faults was not compared yet: what its reader first saw still counts.
    kept = "" if getattr(form, "told_what_changed", False) else form.data.get(name, "")
    return format_html('<input type="hidden" name="{}" value="{}">', name, kept or json.dumps(_told_of(form)))


def changed_meanwhile(form: forms.BaseForm) -> bool:
    """Whether what ``form`` shows was changed by somebody since its page was opened; then its errors say what.

    Ask it of a valid form before the act; :func:`config.forms.act_page` does.
    """
    changes = list(_changes(form))
    for bound, then, now in changes:
        if then == now:
            said = _("Changed by somebody meanwhile, in the part that is not shown: “%(now)s”.")
        else:
            said = _("Changed by somebody meanwhile: “%(then)s” when you opened the page, now “%(now)s”.")
        form.add_error(bound.name, said % {"then": _told(bound, then), "now": _told(bound, now)})
    if changes:
        form.add_error(
            None,
            _("Nothing is saved yet and what you typed still stands here: compare it with what was changed, "
              "then send it again."),
        )  # fmt: skip
        form.told_what_changed = True  # type: ignore[attr-defined]
    return bool(changes)


def one_at_a_time(request: HttpRequest) -> None:
    """Until the end of the transaction nobody else sends a form that shows something stored to this address."""
    if any(name == SHOWN or name.endswith(f"-{SHOWN}") for name in request.POST):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('tongchou.form'), hashtext(%s))", [request.path]
            )


def _changes(form: forms.BaseForm) -> Iterator[tuple[forms.BoundField, str, str]]:
    """(field, its value as the page was opened, as it is now); both the same where only what a mask hides changed."""
    try:
        then = json.loads(form.data.get(form.add_prefix(SHOWN), "") or "{}")
    except ValueError:
        return
    if not isinstance(then, dict):
        return
    today = str(timezone.localdate())
    hidden = _hidden_changes(form, then.get(HIDDEN))
    for name, now in _stored(form).items():
        if name in hidden and then.get(name) == now:
            yield form[name], now, now
        # A day suggested because it was today's is nobody's change at midnight.
        if name in then and then[name] != now and now != today:
            yield form[name], str(then[name]), now


def _stored(form: forms.BaseForm) -> dict[str, str]:
    """What the fields that can be filled in show of what is stored, as it is shown."""
    return {
        bound.name: _text(bound.field.prepare_value(bound.initial))
        for bound in form.visible_fields()
        if (bound.name in form.initial or bound.field.initial is not None)
        and not (isinstance(bound.field, forms.FileField) or bound.field.disabled)
    }


def _told_of(form: forms.BaseForm) -> dict[str, Any]:
    """What travels with the form."""
    nonce = secrets.token_hex(8)
    marks = {name: _mark(form, name, whole, nonce) for name, whole in _masked(form).items()}
    return {**_stored(form), **({HIDDEN: [nonce, marks]} if marks else {})}


def _masked(form: forms.BaseForm) -> dict[str, str]:
    """The whole of what fields show masked (``config.personal.ProtectedField``)."""
    found = {bound.name: getattr(bound, "stored", "") for bound in form.visible_fields()}
    return {name: whole for name, whole in found.items() if whole}


def _mark(form: forms.BaseForm, name: str, whole: str, nonce: str) -> str:
    place = getattr(form, "shown_at", "")
    said = json.dumps([place, name, nonce, whole])
    return salted_hmac("config.meanwhile", said, algorithm="sha256").hexdigest()[:32]


def _hidden_changes(form: forms.BaseForm, told: Any) -> set[str]:
    """Fields whose whole is another than when ``told`` was written."""
    match told:
        case [str(nonce), dict(marks)]:
            return {
                name
                for name, whole in _masked(form).items()
                if name in marks
                and not constant_time_compare(str(marks[name]), _mark(form, name, whole, nonce))
            }
    return set()


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple, set)):
        return "、".join(sorted(map(str, value)))
    text = "" if value is None else str(value).strip()
    if len(text) <= LONGEST:
        return text
    # A whole document is told by its beginning and known by its digest.
    return f"{text[:LONGEST]}… ({hashlib.sha256(text.encode()).hexdigest()[:8]})"


def _told(bound: forms.BoundField, text: str) -> str:
    """A choice by its label; an empty value as a dash."""
    choices = dict(getattr(bound.field, "choices", ()))
    return str(next((label for value, label in choices.items() if str(value) == text), text)) or "—"
