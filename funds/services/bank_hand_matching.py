"""Match by hand what the passes leave: one line of the bank, one or several legs of the books, the same sum."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import BankLine, BankMatch, Entry, FundAccount, HandMatch, Leg
from institutions.models import Duty, User
from institutions.services.duties import require_at_or_above

from .bank_matching import ledger_account


class MatchRefused(DomainError):
    """These are not the same money, or are matched already; nothing was changed."""


def amount_of(line: BankLine) -> Decimal:
    """Yuan, above zero what came in."""
    return Decimal(line.received - line.paid)


def unmatched_legs(fund_account: FundAccount) -> QuerySet[Leg]:
    """Of the account in the books, what no line of the bank stands for yet."""
    account = ledger_account(fund_account)
    matched = BankMatch.objects.filter(leg=OuterRef("pk"))
    legs: QuerySet[Leg] = Leg.objects.filter(~Exists(matched), account=account)
    return legs.exclude(entry__kind=Entry.Kind.OPENING).select_related("entry")


@transaction.atomic
def match_by_hand(*, line: BankLine, legs: Iterable[int], note: str, acting_user: User) -> HandMatch:
    """Say that ``line`` and ``legs`` (ids) are the same money, and why. Finance of the agency or of its city.

    Raises :class:`MatchRefused` for another sum, for what is matched or another account's; ``DutyMissing``.
    """
    fund_account = _held(line.bank.fund_account, acting_user)
    asked = set(legs)
    found = list(unmatched_legs(fund_account).filter(pk__in=asked).order_by("pk"))
    if BankMatch.objects.filter(line=line).exists() or not asked or len(found) != len(asked):
        raise MatchRefused(_("The line or one of the entries is matched already: look again."))
    together = sum((leg.debit - leg.credit for leg in found), Decimal(0))
    if together != amount_of(line):
        raise MatchRefused(
            _("The entries come to %(together)s yuan, the bank's line to %(amount)s."),
            together=f"{together:,.2f}",
            amount=f"{amount_of(line):,.2f}",
        )
    if not note.strip():
        raise MatchRefused(_("Say why it is the same money."))
    group = 1 + max(
        one.aggregate(last=Max("group"))["last"] or 0
        for one in (fund_account.matches(manager="objects"), fund_account.hand_matches(manager="objects"))
    )
    rows = [BankMatch(line=line), *(BankMatch(leg=leg) for leg in found)]
    for row in rows:
        row.fund_account, row.group, row.how = fund_account, group, BankMatch.How.HAND
    try:
        with transaction.atomic():
            BankMatch.objects.bulk_create(rows)
    except IntegrityError as exc:
        raise MatchRefused(_("The line or one of the entries is matched already: look again.")) from exc
    made: HandMatch = HandMatch.objects.create(
        fund_account=fund_account, group=group, day=line.day, serial=line.serial, amount=together,
        legs=[leg.pk for leg in found], note=note.strip()[:200], made_by=acting_user,
    )  # fmt: skip
    return made


@transaction.atomic
def undo_hand_match(*, match: HandMatch, reason: str, acting_user: User) -> HandMatch:
    """The line and the entries are free again. Finance of the agency or of its city; raises :class:`MatchRefused`."""
    fund_account = _held(match.fund_account, acting_user)
    held: HandMatch = HandMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if held.undone_by_id is not None:
        raise MatchRefused(_("It was undone already."))
    if not reason.strip():
        raise MatchRefused(_("Say why."))
    BankMatch.objects.filter(fund_account=fund_account, group=held.group, how=BankMatch.How.HAND).delete()
    held.undone_by, held.undone_at, held.undone_reason = acting_user, timezone.now(), reason.strip()[:200]
    held.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    return held


def _held(fund_account: FundAccount, acting_user: User) -> FundAccount:
    """One comparison of an account at a time."""
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=fund_account.agency)
    held: FundAccount = (
        FundAccount.objects.select_for_update(of=("self",)).select_related("agency").get(pk=fund_account.pk)
    )
    return held
