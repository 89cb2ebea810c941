"""What a bill is owed: one pure integer function for the counter and for the whole city.

``settle`` without ``trace`` is the hot path of the bulk run; with ``trace`` the same function notes
every step, so that an explanation can never tell another story than the payment.
"""

from __future__ import annotations

from institutions.rules.policy_tables import PolicyGap

from .basic_fund import NO_BASIC, Counters, Trace, basic_part
from .benefit_policy import STAYS, BenefitPolicy
from .facts import BillFacts, splits_of
from .layers import Left, pay_layers
from .outcome import Outcome, outcome_of
from .splitting import Split, split_classes, split_fees
from .steps import Step, step
from .terms import Terms

# What the person's bills of the year took from their personal account, and from the family's part of it.
ACCOUNT, FAMILY = "account", "family"
_NOTHING: dict[str, int] = {}


def settle(facts: BillFacts, counters: Counters, policy: BenefitPolicy, trace: Trace = None) -> Outcome:
    """The outcome of a sound bill given the person's counters of the year before it.

    All amounts are fen. Raises ``PolicyGap`` when the policy does not foresee the bill. Bills of one
    person and year come in the order (settlement time, setl_id); the caller adds ``outcome.counters`` up.
    """
    terms = policy.terms(facts, counters.get(STAYS, 0) if policy.counts_stays else 0)
    own, over, first, scope = _splits(facts, terms, trace)
    if trace is not None:
        _note_benefit(trace, facts, terms, (own, over, first, scope))
    used: dict[str, int] = {}
    basic = NO_BASIC if terms.refusal else basic_part(facts, scope, counters, terms, used, trace)
    if terms.counts_stay and policy.counts_stays and not terms.refusal:
        used[STAYS] = 1
    total, due = facts.medfee_sumamt, basic.due
    layers, fund = _NOTHING, due
    if terms.layers:
        left = Left(max(0, scope - due), first, total - due, basic.above_ceiling)
        layers = pay_layers(terms.layers, left, counters, used, trace)
        fund += sum(layers.values())
    person = total - fund
    account = family = 0
    if facts.acct_used and terms.account != "none":
        account, family = _from_account(facts, terms, counters, used, (first, scope), fund, trace)
    if trace is not None:
        trace.append(step("paid", None, fund, person=person))
    part = layers.get
    return outcome_of((
        terms.benefit, total, own, over, first, scope, basic.deductible, due,
        part("hifmi_pay", 0), part("hifob_pay", 0), part("cvlserv_pay", 0), part("hifes_pay", 0), 0,
        part("maf_pay", 0), part("oth_pay", 0), fund, 0, person,
        account + family, family, person - account - family, terms.deductible, basic.ratio, basic.room, used,
    ))  # fmt: skip


def _splits(facts: BillFacts, terms: Terms, trace: Trace) -> Split | tuple[int, int, int, int]:
    if facts.classes is None and not facts.fees:
        return splits_of(facts)
    if terms.fees is None:
        raise PolicyGap("the policy has no rule for fee lines (fees.first_share)")
    if facts.classes is not None:
        return split_classes(facts.classes, terms.fees, trace)
    return split_fees(facts.fees, terms.fees, trace)


def _from_account(
    facts: BillFacts,
    terms: Terms,
    counters: Counters,
    used: dict[str, int],
    splits: tuple[int, int],
    fund: int,
    trace: Trace,
) -> tuple[int, int]:
    """(from the person's own account, from the family's part of it) of what the funds leave."""
    first, scope = splits
    payable = facts.medfee_sumamt - fund
    if terms.account == "in_scope":
        payable = min(payable, max(0, scope - fund))
    elif terms.account == "with_first_share":
        payable = min(payable, max(0, scope + first - fund))
    account = min(payable, max(0, facts.account_credited - counters.get(ACCOUNT, 0)))
    family = min(payable - account, max(0, facts.family_credited - counters.get(FAMILY, 0)))
    if account:
        used[ACCOUNT] = account
    if family:
        used[FAMILY] = family
    if trace is not None:
        trace.append(step("account_" + terms.account, terms.account_given, account, payable=payable))
        if family:
            trace.append(step("account_family", None, family))
    return account, family


def _note_benefit(
    trace: list[Step], facts: BillFacts, terms: Terms, splits: tuple[int, int, int, int]
) -> None:
    own, over, first, scope = splits
    trace.append(step("in_scope", None, scope, total=facts.medfee_sumamt, own=own, over=over, first=first))
    trace.append(step("benefit", terms.benefit_given, None, benefit=terms.benefit, med_type=facts.med_type))
    if terms.refusal:
        given = (
            terms.covered if terms.covered is not None and terms.benefit != "none" else terms.benefit_given
        )
        trace.append(step("refused_" + terms.refusal, given, 0))
        return
    if terms.covered is not None:
        trace.append(step("covered", terms.covered))
    if terms.fixed is None:
        trace.append(
            step("tier", terms.tier, None, tier=terms.tier.value, level=facts.level, place=facts.place)
        )
