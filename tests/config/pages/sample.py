"""Pages as later work writes them: a list, a form, an act, a chart. The addresses are the system's plus these."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template import engines
from django.urls import path, reverse

from config import urls as system
from config.access import requires, signed_in
from config.errors import DomainError
from config.forms import DayField, Fact, MoneyInput, MonthField, act_page, done, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, Table, TextFilter
from config.models import Submission
from enrollment.models import Person
from institutions.models import Agency
from institutions.rules.policy_tables import PolicyGap

handler400, handler403 = system.handler400, system.handler403
handler404, handler500 = system.handler404, system.handler500

acts_done: list[str] = []
# As the rules say it.
SILENT = "620700: no section pooling in force on 2020-03-01"
CHART_PAGE = """{% extends "base.html" %}{% load ui %}
{% block scripts %}{% chart_scripts %}{% endblock %}
{% block content %}{% chart "income" title spec %}<p>起付线 200 元{% assumed assumed_because %}</p>{% endblock %}"""


class PeopleSample(Listing):
    key = "sample.people"
    title = "参保人员"
    unit = "元"
    columns = [
        Column("psn_no", "人员编号", "code", sort="psn_no", link=lambda p: reverse("sample_form")),
        Column("psn_name", "姓名", sort="psn_name"),
        Column("certno", "证件号码", "masked"),
        Column("gend", "性别"),
        Column("brdy", "出生日期", "date", sort="brdy"),
        Column("deceased_on", "死亡日期", "date", sort="deceased_on", default=False),
        Column("county__name", "参保县区"),
        Column(
            "state", "状态", "badge", get=lambda p: "正常参保", tone=lambda p: "ok" if p.pk % 4 else "warn"
        ),
        Column("pk", "序号", "number", total=True),
        Column(
            "amount",
            "基金支付",
            "money",
            get=lambda p: Decimal(p.pk * 123457) / 100 * (1 if p.pk % 7 else -1),
        ),
    ]
    filters = [
        TextFilter(
            "q", "人员", lookups=("psn_no", "certno", "psn_name__startswith"), hint="编号、证件或姓名"
        ),
        ChoiceFilter(
            "county",
            "县区",
            choices=lambda listing: Agency.objects.filter(level="county").values_list("pk", "name"),
        ),
        DaysFilter("brdy", "出生"),
        FlagFilter("dead", "已故", field="deceased_on__isnull"),
    ]
    order = "psn_no"
    empty_title = "还没有参保人员。"
    empty_hint = "导入参保名册后，人员会列在这里。"

    def rows(self) -> Any:
        return Person.objects.select_related("county")

    def row_url(self, row: Person) -> str:
        return reverse("sample_form") + f"?person={row.pk}"

    def actions(self) -> list[Action]:
        return [Action("导入名册", "/sample/form/"), Action("新增人员", "/sample/act/", main=True)]


@requires()
def people(request: HttpRequest) -> HttpResponseBase:
    return PeopleSample.respond(request)


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=20)
    month = MonthField(label="清算月份")
    day = DayField(label="到账日期", help_text="以银行回单为准")
    amount = MoneyInput(label="金额", min_value=Decimal("0.01"))
    scheme = forms.ChoiceField(
        label="险种", choices=[("310", "职工基本医疗保险"), ("390", "城乡居民基本医疗保险")]
    )
    reason = forms.CharField(label="事由", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="附件", required=False)


@requires(duty="handle")
@once
def form(request: HttpRequest) -> HttpResponseBase:
    bound = SampleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and bound.is_valid():
        acts_done.append(bound.cleaned_data["name"])
        return done(request, "已保存。", "sample_people", link=("查看", reverse("sample_act")))
    status = 422 if bound.errors else 200
    return render(request, "components/form_page.html", {"title": "登记到账", "form": bound}, status=status)


@requires(duty="finance", levels="city")
@once
def act(request: HttpRequest) -> HttpResponseBase:
    def do() -> str:
        if "refuse" in request.GET:
            raise DomainError("%(month)s 已关账，不能再清算。", month="2020-03")
        if "silent" in request.GET:
            raise PolicyGap(SILENT)
        acts_done.append("cleared")
        return reverse("sample_people")

    counties = [
        {"county": f"第{n}县", "bills": 1200 * n, "amount": Decimal(n * 12345678) / 100} for n in range(1, 7)
    ]
    affects = Table(
        "涉及县区",
        [Column("county", "县区"), Column("bills", "笔数", "number"), Column("amount", "基金支付", "money")],
        counties,
        totals={"bills": 25200, "amount": Decimal("2592592.38")},
    )
    return act_page(
        request,
        title="启动 2020-03 月度清算",
        facts=[
            Fact("险种", "城乡居民基本医疗保险"),
            Fact("结算笔数", "25,200"),
            Fact("应付合计", "2,592,592.38 元"),
        ],
        affects=affects,
        warnings=["有 2 个县区尚未完成审核，其数据不会进入本次清算。"],
        label="启动清算",
        said="清算已启动。",
        do=do,
    )


@signed_in
def chart(request: HttpRequest) -> HttpResponseBase:
    months = [f"2020-{n:02d}" for n in range(1, 13)]
    spec = {
        "kind": "bar",
        "unit": "万元",
        "categories": months,
        "series": [
            {"name": "收入", "data": [Decimal(n * 37 % 11 + 20) for n in range(12)]},
            {"name": "支出", "data": [Decimal(n * 29 % 13 + 15) for n in range(12)]},
        ],
    }
    context = {"title": "基金收支", "spec": spec, "assumed_because": "文件未规定"}
    return HttpResponse(engines["django"].from_string(CHART_PAGE).render(context, request))


@signed_in
def silent(request: HttpRequest) -> HttpResponseBase:
    """It writes, and then finds that no document says how to go on."""
    Submission.objects.create(token=uuid.uuid4(), user_id=request.user.pk, path="silent")
    raise PolicyGap(SILENT)


@signed_in
def fails(request: HttpRequest) -> HttpResponseBase:
    raise RuntimeError("a bug")


urlpatterns = [
    path("sample/people/", people, name="sample_people"),
    path("sample/form/", form, name="sample_form"),
    path("sample/act/", act, name="sample_act"),
    path("sample/chart/", chart, name="sample_chart"),
    path("sample/silent/", silent, name="sample_silent"),
    path("sample/fails/", fails, name="sample_fails"),
    *system.urlpatterns,
]
