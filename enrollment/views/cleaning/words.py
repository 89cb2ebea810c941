"""What a finding says, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from config import display
from config.codes import name_of
from config.forms import Fact
from enrollment.models import CleaningFinding, LayoutCode, Person

SAYS = {
    "short_form": _("%(number)s and the fifteen digits %(other_number)s (%(other_name)s) are one number."),
    "two_types": _("%(number)s stands under certificate types %(type)s and %(other_type)s."),
    "same_name": _("Born on %(born)s, also registered as %(other_psn_no)s with %(other_number)s."),
    "covered_twice": _(
        "%(scheme)s %(begins)s – %(ends)s, on the merged file %(other_scheme)s %(other_begins)s – %(other_ends)s."
    ),
    "employed_resident": _(
        "%(scheme)s from %(begins)s, declared by %(payer_name)s for %(months)s months, %(first_month)s to"
        " %(last_month)s."
    ),
    "two_payers": _(
        "Declared by %(payer_name)s and %(other_payer_name)s for the same %(months)s months, %(first_month)s to"
        " %(last_month)s."
    ),
    "interrupted": _("%(scheme)s ended before %(ends)s (%(payer_name)s); nothing follows."),
    "interrupted_alone": _("%(scheme)s ended before %(ends)s; nothing follows."),
    "months_missing": _("Covered through %(payer_name)s, not declared for %(missing)s."),
    "not_renewed": _("%(scheme)s ended before %(ends)s (%(payer_name)s); not enrolled again."),
    "not_renewed_alone": _("%(scheme)s ended before %(ends)s; not enrolled again."),
    "deceased": _("Died on %(died_on)s, %(scheme)s %(begins)s – %(ends)s."),
    "certificate_differs": _("%(number)s does not fit the birth on %(born)s or the gender %(gender)s."),
    "not_covered": _("%(number)s, on the file “%(layout)s”: no basic cover."),
    "covered_elsewhere": _(
        "%(scheme)s here from %(begins)s, in %(place)s %(other_scheme)s %(other_begins)s – %(other_last)s."
    ),
    "death_list": _("Listed as deceased on %(died_on)s, %(scheme)s %(begins)s – %(ends)s."),
    "aid_list": _("Listed as aided (%(aid_category)s) from %(aid_from)s; known here: %(aid_known)s."),
}

LABELS = {
    "psn_no": _("Person number"),
    "name": _("Full name"),
    "number": _("Certificate number"),
    "born": _("Born on"),
    "gender": _("Gender"),
    "type": _("Certificate type"),
    "other_psn_no": _("Person number of the other file"),
    "other_name": _("Name on the other file"),
    "other_number": _("Certificate on the other file"),
    "other_born": _("Birth on the other file"),
    "other_type": _("Certificate type of the other file"),
    "scheme": _("Scheme"),
    "begins": _("First covered day"),
    "ends": _("Ends before"),
    "category": _("Person category"),
    "other_scheme": _("Other scheme"),
    "other_begins": _("Other cover from"),
    "other_ends": _("Other cover ends before"),
    "other_last": _("Last day covered there"),
    "place": _("District code of the other area"),
    "payer": _("Payer number"),
    "payer_name": _("Payer's name"),
    "other_payer": _("Other payer's number"),
    "other_payer_name": _("Other payer's name"),
    "first_month": _("First month"),
    "last_month": _("Last month"),
    "months": _("Months"),
    "missing": _("Months not declared"),
    "year": _("Year of cover"),
    "died_on": _("Died on"),
    "listed_name": _("Name on the list"),
    "layout": _("Kind of file"),
    "aid_category": _("Aid category"),
    "aid_from": _("Aided from"),
    "aid_to": _("Aided until"),
    "aid_known": _("Aid known here"),
}
SOURCES = {
    "office": _("Office"),
    "file": _("File"),
    "month": _("Month of the file"),
    "row": _("Row of the file"),
}


def _month(value: Any) -> str:
    return str(value)[:7]


SHOWN: dict[str, Callable[[Any], Any]] = {
    "number": display.masked,
    "other_number": display.masked,
    "scheme": lambda code: name_of("insutype", code),
    "other_scheme": lambda code: name_of("insutype", code),
    "category": lambda code: name_of("psn_type", code),
    "type": lambda code: name_of("psn_cert_type", code),
    "other_type": lambda code: name_of("psn_cert_type", code),
    "gender": lambda code: Person.Gender(code).label,
    "layout": lambda code: LayoutCode(code).label,
    "first_month": _month,
    "last_month": _month,
    "month": _month,
    "missing": ", ".join,
}


def shown(name: str, value: Any) -> Any:
    """A value of the evidence as pages show it; a dash for nothing."""
    if value is None or value == "":
        return display.NOTHING
    return SHOWN[name](value) if name in SHOWN else value


class _Values(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        return display.NOTHING


def says(finding: CleaningFinding) -> str:
    """The finding in one sentence."""
    key = finding.evidence.get("by") or finding.kind
    alone = "" if finding.evidence.get("payer_name") else f"{key}_alone"
    text = SAYS.get(alone) or SAYS[key]
    return str(text) % _Values({name: shown(name, value) for name, value in finding.evidence.items()})


def facts_of(evidence: dict[str, Any]) -> Iterator[Fact]:
    """What was compared, value by value, in the order of the labels; then where it stands."""
    for name, label in LABELS.items():
        if name in evidence:
            yield Fact(label, shown(name, evidence[name]))
    source = evidence.get("source", {})
    for name, label in SOURCES.items():
        if name in source:
            value = shown(name, source[name])
            yield Fact(label, _link(value, source["id"]) if name == "file" else value)


def _link(text: str, file: int) -> SafeString:
    """To the page of the file among the exchanged ones."""
    return format_html('<a href="{}">{}</a>', reverse("enrollment:exchange_file", args=[file]), text)
