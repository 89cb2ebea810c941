"""Forms and acts: fields that read what clerks type, submissions that count once, acts that are confirmed.

An act that moves money or changes a right is one view around :func:`act_page`; any other form is a plain
Django form, rendered with ``{% fields form %}`` and guarded by :func:`once`; where it shows what is stored, the view
asks :func:`changed_meanwhile` before it stores.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.errors import DomainError, refusal_of
from config.listing.filters import DayField, LineField, MonthField, normalised
from config.listing.tables import Table
from config.meanwhile import changed_meanwhile, one_at_a_time
from config.models import Submission

__all__ = [
    "DayField",
    "Fact",
    "LineField",
    "MoneyInput",
    "MonthField",
    "act_page",
    "changed_meanwhile",
    "done",
    "once",
    "refusals",
]

V = TypeVar("V", bound=Callable[..., Any])
TOKEN = "submission"  # noqa: S105 - the name of a form field
REFUSED = 422


class MoneyInput(forms.DecimalField):
    """Yuan as typed: ``1,234.50``, full-width digits, a trailing 元; at most two decimals."""

    widget = forms.TextInput(attrs={"class": "money", "inputmode": "decimal", "size": 16})
    default_error_messages = {"invalid": gettext_lazy("Write an amount in yuan such as 1234.50.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 16, "decimal_places": 2, **options})

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = normalised(value).removesuffix("元").removeprefix("¥").replace(",", "").strip()
        return super().to_python(value)


def new_token() -> str:
    return str(uuid.uuid4())


def once(view: V) -> V:
    """A form sent twice is done once: the second sending is led to where the first ended.

    The form carries ``{% once %}``. The token's row is stored in the act's own transaction, so a second
    sending waits for the first: if that one failed, the second is done in its place.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        token = _token_of(request)
        if token is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    sent = Submission.objects.create(
                        token=token, user_id=request.user.pk, path=request.path[:300]
                    )
            except IntegrityError:
                return _sent_before(request, token)
            one_at_a_time(request)
            response = view(request, *args, **kwargs)
            if response.status_code in (301, 302, 303):
                Submission.objects.filter(pk=sent.pk).update(location=response["Location"][:300])
                Submission.objects.forget_old()
            else:
                sent.delete()
            return response

    return guarded  # type: ignore[return-value]


def _token_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(TOKEN, "")) if request.method == "POST" else None
    except ValueError:
        return None


def _sent_before(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    sent = Submission.objects.filter(token=token, user_id=request.user.pk).first()
    if sent is None:
        raise PermissionDenied(_("This form belongs to somebody else."))
    messages.info(request, _("This form was sent twice; it was done once. Here is the result."))
    return redirect(sent.location or "home")


def refusals(error: DomainError | ValidationError) -> list[str]:
    """The sentences of a refusal, for the top of a page."""
    return [str(m) for m in error.messages] if isinstance(error, ValidationError) else [str(error)]


def done(request: HttpRequest, text: Any, where: Any = None, *, link: Any = None) -> HttpResponse:
    """Say what was done and lead to ``where`` (an address or object); ``link`` is (title, address) of another page."""
    if link is not None:
        title, url = link
        text = format_html('{} <a href="{}">{}</a>', text, url, title)
    messages.success(request, text)
    return redirect(where or request.path)


@dataclass(frozen=True)
class Fact:
    """One line of the summary before an act: what will be, in numbers where there are any."""

    label: Any
    value: Any

    @property
    def shown(self) -> Any:
        """Days as they stand everywhere else, 2020-03-05; a dash for nothing."""
        if self.value is None:
            return display.NOTHING
        return display.day(self.value) if isinstance(self.value, dt.date) else self.value


@dataclass
class _Summary:
    title: Any
    label: Any
    facts: Sequence[Fact]
    affects: Table | None
    warnings: Sequence[Any]
    danger: bool
    form: forms.BaseForm | None
    cancel_url: str
    errors: list[str] = field(default_factory=list)


def act_page(
    request: HttpRequest,
    *,
    title: Any,
    do: Callable[[], Any],
    facts: Sequence[Fact] = (),
    affects: Table | None = None,
    warnings: Sequence[Any] = (),
    label: Any = None,
    said: Any = None,
    danger: bool = False,
    form: forms.BaseForm | None = None,
    cancel_url: Any = None,
) -> HttpResponseBase:
    """The page before an act that moves money or changes a right, and the act once it is confirmed.

    GET shows ``facts``, whom it ``affects`` and ``warnings``. POST calls ``do()``, which calls the service
    and returns where to go (an address, or an object with ``get_absolute_url``). What is refused
    (``ValidationError``, whatever :func:`config.errors.refusal_of` knows) is shown on the same page and nothing is
    changed. ``form`` adds fields (a reason, a day); ``do`` reads its ``cleaned_data``. What somebody changed of its
    ``initial`` since the page was opened is told first (:mod:`config.meanwhile`). Decorate the view with :func:`once`.
    """
    summary = _Summary(
        title, label or _("Confirm"), facts, affects, warnings, danger, form,
        resolve_url(cancel_url) if cancel_url else _back(request),
    )  # fmt: skip
    if form is not None:
        form.shown_at = request.path  # type: ignore[attr-defined]
    if request.method == "POST" and (form is None or (form.is_valid() and not changed_meanwhile(form))):
        try:
            with transaction.atomic():
                where = do()
            return done(request, said or _("Done."), where)
        except ValidationError as error:
            summary.errors = refusals(error)
        except Exception as error:
            refusal = refusal_of(error)
            if refusal is None:
                raise
            summary.errors = refusals(refusal)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "components/act_page.html", {"act": summary, "title": title}, status=status)


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    here = request.build_absolute_uri("/")
    return referer if referer.startswith(here) and not referer.endswith(request.path) else resolve_url("home")
