"""The small parts pages are made of: badges, masks, dates, heat, form fields, charts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config import display
from config.access import openable
from config.forms import TOKEN, new_token
from config.listing.tables import Table
from config.meanwhile import shown_before
from config.navigation import NavGroup

register = template.Library()

TONES = {"ok", "warn", "bad", "info", "plain"}
HEAT_STEPS = 10
_CHARTS = {"bar", "line", "stack"}
# What Django writes where nothing is chosen yet.
DJANGOS_DASHES = "---------"


register.filter("day", display.day)
register.filter("minute", display.minute)
register.filter("month", display.month)
register.simple_tag(display.assumed, name="assumed")
register.filter("masked", display.masked)
register.filter("joined", display.joined)
register.filter("masked_telephone", display.masked_telephone)
register.filter("masked_account", display.masked_account)
register.filter("masked_address", display.masked_address)
register.filter("openable_by", openable)
# For a form whose fields a page lays out itself.
register.simple_tag(shown_before)


@register.simple_tag(takes_context=True)
def unmask_link(context: Any, address: str, record_id: int) -> SafeString:
    """The button to a record's full numbers, for whoever may see them."""
    url = openable(reverse(address, args=[record_id]), context.get("assignment"))
    if not url:
        return SafeString()
    return format_html('<a class="button" href="{}">{}</a>', url, _("Show the full number"))


@register.simple_tag(takes_context=True)
def mark_as_printed(context: Any) -> str:
    """Of a sheet for paper: tells the log of exports (``config.exports``)."""
    request = context.get("request")
    if request is not None:
        request.is_printed, request.printed_title = True, context.get("title", "")
    return ""


@register.simple_tag
def table_rows(table: Table, printing: Any = False) -> SafeString:
    """The body of a table, see ``config.listing``."""
    return table.rows_html(printing=bool(printing))


@register.simple_tag
def navigation_groups(groups: list[NavGroup]) -> SafeString:
    """The groups of the navigation with their lines."""
    return format_html_join("\n", "{}", ([group.html()] for group in groups))


@register.simple_tag
def badge(text: Any, tone: str = "plain") -> SafeString:
    """Status as text on a tint: ok, warn, bad, info or plain."""
    if tone not in TONES:
        raise ValueError(f"unknown badge tone: {tone}")
    return format_html('<span class="badge badge-{}">{}</span>', tone, text)


@register.simple_tag
def heat(value: Any, most: Any) -> str:
    """The class ``heat-0`` … ``heat-9`` of ``value`` on the scale from nothing to ``most``."""
    if not value or not most or Decimal(most) <= 0 or Decimal(value) <= 0:
        return "heat-0"
    return f"heat-{min(HEAT_STEPS - 1, int(HEAT_STEPS * Decimal(value) / Decimal(most)))}"


@register.simple_tag
def field(bound: BoundField, **attributes: Any) -> SafeString:
    """One form field: label, control, help, and what is wrong with it beside it."""
    if getattr(bound.field, "empty_label", None) == DJANGOS_DASHES:
        bound.field.empty_label = _("choose") if bound.field.required else _("none")  # type: ignore[attr-defined]
    return render_to_string("components/field.html", {"field": bound, **attributes})


@register.simple_tag
def fields(form: Any) -> SafeString:
    """All fields of a form in one column, with the errors of the whole form above them.

    What the form shows of what is stored goes along, hidden (see ``config.meanwhile``).
    """
    return shown_before(form) + render_to_string("components/fields.html", {"form": form})


@register.simple_tag
def once() -> SafeString:
    """The hidden token of a form that counts once (see ``config.forms.once``)."""
    return format_html('<input type="hidden" name="{}" value="{}">', TOKEN, new_token())


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query string with some values changed (None drops one), for links that keep the filter."""
    return display.changed_query(context["request"].GET, **changes)


@register.simple_tag
def chart(key: str, title: Any, spec: dict[str, Any]) -> SafeString:
    """A chart with its table behind it.

    ``spec``: ``kind`` (bar, line, stack), ``categories``, ``series`` ([{"name": …, "data": […]}], amounts as
    Decimal or int; with ``limit`` a dashed line), ``unit``. Without the script the table stands open.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", key) or spec["kind"] not in _CHARTS:
        raise ValueError(f"bad chart: {key} {spec.get('kind')}")
    numbers = zip(*(series["data"] for series in spec["series"]), strict=True)
    rows = list(zip(spec["categories"], numbers, strict=True))
    return render_to_string("components/chart.html", {"key": key, "title": title, "spec": spec, "rows": rows})


@register.simple_tag
def flow_chart(key: str, title: Any, spec: dict[str, Any]) -> SafeString:
    """A flow from the left to the right; its table stands beside it on the page, for it is long.

    ``spec``: ``nodes`` ([{"name": unique, "label": shown}]) and, without circles, ``links`` between names
    ([{"source": …, "target": …, "value": …}]).
    """
    return render_to_string("components/flow.html", {"key": key, "title": title, "spec": spec})


@register.simple_tag
def chart_scripts() -> SafeString:
    """The scripts that draw charts; nothing where ECharts was not fetched (the tables stay open)."""
    if finders.find("vendor/echarts.min.js") is None:
        return mark_safe("")
    names = ("vendor/echarts.min.js", "js/charts.js")
    return format_html_join("\n", '<script src="{}" defer></script>', ((static(name),) for name in names))
