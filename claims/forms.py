"""What clerks type at the counter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import (
    AMOUNT_LABELS,
    FEE_CLASSES,
    SPLITS,
    Accident,
    Bill,
    Filing,
    PersonAccount,
    Reimbursement,
    ReimbursementPaper,
)
from config.codes import CODES
from config.forms import DayField, LineField, MoneyInput

NOT_THERE, MISSING = "", "0"
COPIES = [(NOT_THERE, _("not needed")), ("1", _("handed in")), ("2", _("2 copies")), ("3", _("3 copies")),
          ("5", _("5 copies")), ("9", _("9 copies")), (MISSING, _("missing"))]  # fmt: skip
CLASSES = [("01", _("Class A")), ("02", _("Class B")), ("03", _("Class C"))]
MATERIAL = "301"


def codes(code_set: str, *, blank: bool = False) -> list[tuple[str, Any]]:
    """A national code set as choices, the code beside its name."""
    named = [(code, f"{code} {name}") for code, name in CODES[code_set].items()]
    return [("", "—"), *named] if blank else named


class PapersForm(forms.Form):
    """One line for every kind of paper."""

    def __init__(self, *args: Any, case: Reimbursement | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = {paper.kind: paper for paper in case.papers.all()} if case else {}
        for kind, label in ReimbursementPaper.Kind.choices:
            paper = known.get(kind)
            self.fields[f"paper_{kind}"] = forms.ChoiceField(
                label=label,
                choices=[*COPIES, *self._unusual(paper)],
                required=False,
                initial=NOT_THERE if paper is None else MISSING if paper.is_missing else str(paper.copies),
            )

    @staticmethod
    def _unusual(paper: ReimbursementPaper | None) -> list[tuple[str, str]]:
        usual = {value for value, _label in COPIES}
        return [] if paper is None or str(paper.copies) in usual else [(str(paper.copies), str(paper.copies))]

    @property
    def papers(self) -> dict[str, int]:
        """Kind → copies, 0 for one that is missing."""
        given = {kind: self.cleaned_data.get(f"paper_{kind}", "") for kind in ReimbursementPaper.Kind.values}
        return {kind: int(copies) for kind, copies in given.items() if copies != NOT_THERE}


class RegisterForm(PapersForm):
    number = LineField(label=_("Person or certificate number"), max_length=50)
    name = LineField(
        label=_("Full name"), max_length=50, help_text=_("Exactly as registered; any county of the area.")
    )
    insutype = forms.ChoiceField(label=_("Scheme"), choices=lambda: codes("insutype"), initial="390")
    manl_reim_rea = forms.ChoiceField(label=_("Reason"), choices=Reimbursement.Reason)
    received_on = DayField(label=_("Received on"))
    tel = LineField(label=_("Telephone"), required=False, max_length=50)
    remark = LineField(label=_("Remark"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in (ReimbursementPaper.Kind.INVOICE, ReimbursementPaper.Kind.FEE_LIST):
            self.fields[f"paper_{kind}"].initial = "1"

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The person and the papers, beside each other."""
        papers = [name for name in self.fields if name.startswith("paper_")]
        person = [name for name in self.fields if name not in papers]
        return [
            (_("The case"), [self[name] for name in person]),
            (_("Papers"), [self[name] for name in papers]),
        ]


class BillForm(forms.Form):
    """The facts of a bill and its amounts: fee lines in a list of their own, or by fee class, or the four parts."""

    fixmedins_code = LineField(label=_("Institution code"), max_length=12)
    med_type = forms.ChoiceField(label=_("Kind of care"), choices=lambda: codes("med_type"), initial="21")
    begndate = DayField(label=_("From"))
    enddate = DayField(label=_("To"), required=False, help_text=_("The first day when empty."))
    dise_code = LineField(label=_("Disease"), required=False, max_length=30)
    filing = forms.ChoiceField(label=_("Filing"), choices=Filing)
    transfer_chain = LineField(label=_("Chain of transfers"), required=False, max_length=30)
    accident = forms.ChoiceField(label=_("Accident"), choices=Accident)
    aid_category = LineField(label=_("Aid category"), required=False, max_length=10)
    matn_type = forms.ChoiceField(
        label=_("Delivery"), choices=lambda: codes("matn_type", blank=True), required=False
    )
    fetus_cnt = forms.IntegerField(
        label=_("Children born"), required=False, min_value=0, max_value=9, initial=0
    )
    complication = forms.BooleanField(label=_("Complications"), required=False)
    acct_used_flag = forms.BooleanField(
        label=_("Pays from the personal account"),
        required=False,
        help_text=_(
            "The person agreed to it; what the account bears is paid out to them with the funds' part."
        ),
    )
    medfee_sumamt = MoneyInput(label=AMOUNT_LABELS["medfee_sumamt"], min_value=0)

    def __init__(self, *args: Any, bill: Bill | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in FEE_CLASSES:
            label: Any = Bill._meta.get_field(name).verbose_name
            self.fields[name] = MoneyInput(label=label, required=False, min_value=0)
        for name in SPLITS:
            self.fields[name] = MoneyInput(label=AMOUNT_LABELS[name], required=False, min_value=0)
        if bill is not None:
            self.initial = {name: getattr(bill, name) for name in self.fields if name != "fixmedins_code"}
            self.initial["fixmedins_code"] = bill.institution.fixmedins_code

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField], str]]:
        """Fields as the page shows them: title, fields, hint."""
        facts = [name for name in self.fields if name not in {*FEE_CLASSES, *SPLITS}]
        return [
            (_("The bill"), [self[name] for name in facts], ""),
            (
                _("Fees by class"),
                [self[name] for name in FEE_CLASSES],
                _("Leave empty when the fee lines are entered one by one."),
            ),
            (
                _("The four parts"),
                [self[name] for name in SPLITS],
                _("Only where the institution split the bill itself."),
            ),
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["enddate"] = given.get("enddate") or given.get("begndate")
        given["fetus_cnt"] = given.get("fetus_cnt") or 0
        fees = [given[name] for name in FEE_CLASSES if given.get(name) and name != "imported_standard_amt"]
        parts = [given.get(name) for name in SPLITS]
        if any(part is not None for part in parts):
            if fees:
                raise forms.ValidationError(_("Give the four parts or the fee classes, not both."))
            for name in SPLITS:
                given[name] = given.get(name) or 0
        total = given.get("medfee_sumamt")
        if fees and total is not None and sum(fees) != total:
            raise forms.ValidationError(
                _("The fees add up to %(sum)s, the bill to %(total)s."),
                params={"sum": sum(fees), "total": total},
            )
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """Columns of :class:`Bill`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "fixmedins_code"}


class LineForm(forms.Form):
    feedetl_sn = LineField(label=_("Line number"), max_length=30)
    med_list_codg = LineField(label=_("Catalogue code"), max_length=50)
    item_name = LineField(label=_("Item"), max_length=200, required=False)
    chrgitm_lv = forms.ChoiceField(label=_("Class"), choices=CLASSES)
    is_material = forms.BooleanField(label=_("Medical material"), required=False)
    is_imported = forms.BooleanField(label=_("Imported material"), required=False)
    cnt = forms.DecimalField(label=_("Quantity"), max_digits=16, decimal_places=4, initial=1)
    pric = forms.DecimalField(label=_("Unit price"), max_digits=16, decimal_places=6, min_value=0)
    pric_uplmt_amt = forms.DecimalField(
        label=_("Ceiling price"), max_digits=16, decimal_places=6, required=False, min_value=0
    )
    selfpay_prop = forms.DecimalField(
        label=_("Own share"), max_digits=5, decimal_places=4, required=False, min_value=0, max_value=1,
        help_text=_("0.05 for 5 %; the package's share for class B when empty."),
    )  # fmt: skip
    domestic_standard_amt = MoneyInput(label=_("Domestic standard"), required=False, min_value=0)

    @property
    def line(self) -> dict[str, Any]:
        """Columns of :class:`FeeLine`; the line's total is quantity times price."""
        line = dict(self.cleaned_data)
        line["list_type"] = MATERIAL if line.pop("is_material") else ""
        return line


class AccountForm(forms.Form):
    holder = forms.ChoiceField(label=_("Account holder"), choices=PersonAccount.Holder)
    account_name = LineField(label=_("Account name"), max_length=120)
    account_no = forms.RegexField(
        r"^[0-9]{8,34}$",
        label=_("Account number"),
        error_messages={"invalid": _("An account number has 8 to 34 digits.")},
    )
    bank_name = LineField(label=_("Bank"), max_length=120)
    bank_code = forms.RegexField(
        r"^[0-9]{12}$",
        label=_("Bank code"),
        required=False,
        error_messages={"invalid": _("A bank code has 12 digits.")},
    )
    evidence = LineField(
        label=_("Evidence"),
        required=False,
        max_length=200,
        help_text=_("Why somebody else is paid: power of attorney, certificate of inheritance."),
    )


class CheckAccountForm(forms.Form):
    """Whoever checks an account types it anew from the card: that proves more than looking, and shows it to nobody."""

    account_no = LineField(
        label=_("Account number, from the card"),
        max_length=40,
        help_text=_("Type it anew from the bank card or the evidence: it is compared with what was entered."),
    )

    def __init__(self, *args: Any, account: PersonAccount | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_account_no(self) -> str:
        typed = str(self.cleaned_data["account_no"]).replace(" ", "")
        if self.account is not None and typed != self.account.account_no:
            raise forms.ValidationError(
                _("This is not the number that was entered. Compare the card; a wrong entry is entered anew.")
            )
        return typed


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ScanForm(forms.Form):
    title = LineField(label=_("Title of the scan"), max_length=200)
    upload = forms.FileField(label=_("Scan"), help_text=_("PDF, PNG, JPEG or TIFF, at most 20 MB."))
