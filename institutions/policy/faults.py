"""Faults of a policy package in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from institutions.rules.policy_faults import PolicyFault


def describe(fault: PolicyFault) -> str:
    """The message alone, for a table with columns for file, line and key."""
    return _(fault.template) % dict(fault.params)


def describe_with_place(fault: PolicyFault) -> str:
    """File, line, key and message on one line, for terminals and logs."""
    place = _("%(file)s, line %(line)s") % {"file": fault.file, "line": fault.line}
    return f"{place}: {fault.key}: {describe(fault)}" if fault.key else f"{place}: {describe(fault)}"
