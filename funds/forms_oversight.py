"""What clerks type about the supervision committee and the experts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.forms_inspections import LotForm
from claims.models import RosterMember
from config.forms import DayField, LineField
from config.listing import MonthField
from funds.models import Aspect, CommitteeSession, Consultation, ConsultationOpinion, SessionMember

SCHEMES = ("390", "310")


def text_field(label: Any, length: int, **given: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": 5}), **given)


class SessionForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120)
    insutype = forms.ChoiceField(label=_("Scheme"))
    month = MonthField(label=_("Figures up to"), help_text=_("Of that year, up to and including this month."))
    held_on = DayField(label=_("Day of the session"))
    place = LineField(
        label=CommitteeSession._meta.get_field("place").verbose_name, max_length=120, required=False
    )

    def __init__(self, *given: Any, schemes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["insutype"].choices = schemes  # type: ignore[attr-defined]


class CallForm(forms.Form):
    member = forms.ModelChoiceField(
        RosterMember.unscoped.none(), label=_("Member of the supervision committee")
    )

    def __init__(self, *given: Any, members: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class HeldForm(forms.Form):
    """Who came, and the minutes."""

    came = forms.MultipleChoiceField(label=_("Who came"), widget=forms.CheckboxSelectMultiple)
    minutes = text_field(_("Minutes"), 4000)

    def __init__(self, *given: Any, session: CommitteeSession, **more: Any) -> None:
        super().__init__(*given, **more)
        called = session.members.select_related("member")
        self.fields["came"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.member.name} ({one.member.get_stands_for_display()})") for one in called
        ]

    def clean_came(self) -> frozenset[int]:
        return frozenset(map(int, self.cleaned_data["came"]))


class OpinionForm(forms.Form):
    member = forms.ModelChoiceField(SessionMember.unscoped.none(), label=_("Said by"))
    aspect = forms.ChoiceField(label=_("Aspect"), choices=Aspect)
    text = text_field(_("Opinion"), 1000)

    def __init__(self, *given: Any, session: CommitteeSession, **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["member"]
        field.queryset = session.members.filter(came=True).select_related("member")
        field.label_from_instance = lambda one: one.member.name


class AnswerForm(forms.Form):
    answer = text_field(_("Answer"), 2000)


class QuestionForm(forms.Form):
    title = LineField(label=_("Title"), max_length=120)
    question = text_field(_("Question"), 2000)
    answer_by = DayField(label=_("Opinions wanted by"))


class ExpertLotForm(LotForm):
    """How many experts are drawn, and who is left out beforehand."""


class ExpertOpinionForm(forms.Form):
    member = forms.ModelChoiceField(RosterMember.unscoped.none(), label=_("Expert"))
    stance = forms.ChoiceField(label=_("Stance"), choices=ConsultationOpinion.Stance)
    grounds = text_field(_("Grounds"), 2000)
    given_on = DayField(label=_("Given on"))

    def __init__(self, *given: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*given, **more)
        answered = consultation.opinions.values("member")
        drawn = RosterMember.objects.filter(county=consultation.county_id, code__in=consultation.drawn)
        self.fields["member"].queryset = drawn.exclude(pk__in=answered)  # type: ignore[attr-defined]


class ConcludeForm(forms.Form):
    conclusion = text_field(_("Conclusion"), 2000)


class EffectForm(forms.Form):
    effect = text_field(_("Effect of the decision"), 2000)
