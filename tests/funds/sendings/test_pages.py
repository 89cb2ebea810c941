"""Sending as clerks do it: many from the list, one from its page; the desk, the clearing's page, the workbook."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import python_calamine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import acting_as, system_scope
from funds.desk_sendings import sending_items
from funds.models import Clearing, Statement, StatementSending
from institutions.models import User
from tests.cast import make_institution
from tests.funds.sendings.conftest import Post, day, make_month, make_statement
from tests.support.pages import post as send_form
from tests.support.pages import see

MAIN = re.compile(r'class="button main" href="([^"]+)"')
EAST, WEST = "东县医院", "西县医院"


def at(name: str, *args: Any) -> str:
    return reverse(f"funds:{name}", args=args)


def desk(user: User) -> list[tuple[str, str, int | None, str]]:
    with acting_as(user):
        found = sending_items(user.assignments_in_force[0])
        return [(str(one.title), str(one.standing), one.count, one.url) for one in found]


def rows(client: Client, user: User, address: str) -> list[list[Any]]:
    client.force_login(user)
    answer: Any = client.post(address, {"export": "xlsx"})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_all_that_the_list_shows_at_once(post: Post, client: Client) -> None:
    finance, listed = post.cast.finance_city, at("statements", post.clearing.pk)
    act = at("send_statements", post.clearing.pk)
    assert act in see(client, finance, listed)
    assert act not in see(client, post.cast.clerk_east, listed)
    narrowed = see(client, finance, f"{listed}?payer={post.cast.west.pk}")
    assert f"{act}?payer={post.cast.west.pk}" in narrowed
    said = {"sent_on": day(1).isoformat(), "way": "in_person", "which": "all"}
    send_form(client, finance, f"{act}?payer={post.cast.west.pk}", **said)
    assert (post.stands(post.west), post.stands(post.east)) == ("sent", "unsent")
    send_form(client, finance, act, **said)
    assert post.stands(post.east) == "sent"
    assert act not in see(client, finance, listed)


def test_those_that_are_ticked(post: Post, client: Client) -> None:
    finance, act = post.cast.finance_city, at("send_statements", post.clearing.pk)
    said = {"submission": "", "sent_on": day(1).isoformat(), "way": "post"}
    client.force_login(finance)
    # Nothing ticked, or ticked beside “all”.
    for unclear in ({"which": "chosen"}, {"which": "all", "chosen": [post.west.pk]}):
        assert client.post(act, said | unclear).status_code == 422
    assert post.stands(post.west) == "unsent"
    send_form(
        client, finance, act, **said | {"which": "chosen", "chosen": [post.west.pk], "receiver": "张三"}
    )
    assert (post.stands(post.west), post.stands(post.east)) == ("sent", "unsent")
    # Sent meanwhile by somebody else: it is not offered any more, and nothing of the form is done.
    client.force_login(finance)
    both = {"which": "chosen", "chosen": [post.west.pk, post.east.pk]}
    assert client.post(act, said | both).status_code == 422
    assert post.stands(post.east) == "unsent"


def test_a_county_enters_what_its_own_were_sent(post: Post, client: Client) -> None:
    act = at("send_statements", post.clearing.pk)
    page = see(client, post.finance_east, act)
    assert post.cast.hospital_east.name in page
    assert post.cast.hospital_west.name not in page
    send_form(client, post.finance_east, act, sent_on=day(1).isoformat(), way="post", which="all")
    assert (post.stands(post.east), post.stands(post.west)) == ("sent", "unsent")


def test_the_list_says_and_filters_how_each_stands(post: Post, client: Client) -> None:
    post.send(receiver="张三")
    post.object()
    finance, listed = post.cast.finance_city, at("statements", post.clearing.pk)
    east, west = post.cast.hospital_east.fixmedins_code, post.cast.hospital_west.fixmedins_code
    for stands, shown in (
        ("unsent", west),
        ("objected", east),
        ("sent", ""),
        ("confirmed", ""),
        ("", east + west),
    ):
        page = see(client, finance, f"{listed}?sent={stands}")
        assert [code in page for code in (east, west)] == [code in shown for code in (east, west)]
    # What all are paid together stands below, as before.
    assert "1,520.00" in see(client, finance, listed)
    client.force_login(finance)
    columns = [
        "institution__fixmedins_code",
        "stands",
        "sent_on",
        "way",
        "receiver",
        "objected_on",
        "objection",
    ]
    client.post(reverse("choose_columns", args=["statements"]), {"column": columns, "next": listed})
    found = [row for row in rows(client, finance, listed) if east in row or west in row]
    assert sorted(map(str, found[0])) != sorted(map(str, found[1]))
    of_east = next(row for row in found if east in row)
    assert of_east[1:] == [east, "有异议", day(1), "邮寄", "张三", day(2), "押金多扣"][1:]
    assert next(row for row in found if west in row)[1:3] == ["未发出", ""]


def test_one_statement_from_its_page(post: Post, client: Client) -> None:
    page = at("statement", post.east.pk)
    finance, city = post.finance_east, post.cast.finance_city
    assert at("send_statement", post.east.pk) in see(client, finance, page)
    assert at("send_statement", post.east.pk) not in see(client, post.cast.clerk_east, page)
    send_form(
        client, finance, at("send_statement", post.east.pk), sent_on=day(1).isoformat(), way="in_person",
        receiver="王五", note="附扣款明细",
    )  # fmt: skip
    shown = see(client, finance, page)
    assert "王五" in shown
    assert "附扣款明细" in shown
    send_form(
        client,
        finance,
        at("object_to_statement", post.east.pk),
        objected_on=day(2).isoformat(),
        objection="押金多扣",
    )
    offered = see(client, city, page)
    assert at("answer_statement", post.east.pk) in offered
    assert at("confirm_statement", post.east.pk) not in offered
    assert at("answer_statement", post.east.pk) not in see(client, finance, page)
    send_form(
        client,
        city,
        at("answer_statement", post.east.pk),
        answered_on=day(3).isoformat(),
        answer="按协议扣留",
    )
    send_form(client, finance, at("confirm_statement", post.east.pk), confirmed_on=day(5).isoformat())
    shown = see(client, finance, page)
    for text in ("押金多扣", "按协议扣留", "已确认"):
        assert text in shown
    assert at("confirm_statement", post.east.pk) not in shown
    # Paper and workbook of the statement itself say nothing of it.
    assert "押金多扣" not in see(client, finance, f"{page}?print")


def test_a_mistake_is_withdrawn_and_it_is_sent_again(post: Post, client: Client) -> None:
    (sending,) = post.send()
    page, back = at("statement", post.east.pk), at("withdraw_sending", sending.pk)
    assert back in see(client, post.finance_east, page)
    send_form(client, post.finance_east, back, reason="录错机构")
    shown = see(client, post.finance_east, page)
    assert "录错机构" in shown
    assert back not in shown
    send_form(
        client, post.finance_east, at("send_statement", post.east.pk), sent_on=day(2).isoformat(), way="post"
    )
    send_form(
        client,
        post.finance_east,
        at("send_statement", post.east.pk),
        sent_on=day(3).isoformat(),
        way="electronic",
    )
    with system_scope():
        states = (
            StatementSending.objects.filter(statement=post.east)
            .order_by("pk")
            .values_list("state", flat=True)
        )
        assert list(states) == ["withdrawn", "sent", "sent"]


def test_the_desk_asks_for_what_is_not_sent(post: Post) -> None:
    where = at("statements", post.clearing.pk)
    title = "2020-03"
    for user, count in ((post.cast.finance_city, 2), (post.finance_east, 1)):
        ((said, _standing, number, url),) = desk(user)
        assert title in said
        assert (number, url) == (count, f"{where}?sent=unsent")
    assert not desk(post.cast.clerk_east)
    assert not desk(post.cast.reviewer_city)
    post.send()
    assert not desk(post.finance_east)
    assert [number for _title, _standing, number, _url in desk(post.cast.finance_city)] == [1]
    post.send(post.west)
    assert not desk(post.cast.finance_city)


def test_a_closed_month_is_asked_for_since_sendings_are_entered(post: Post) -> None:
    cast, today = post.cast, timezone.localdate()
    months = [(today.replace(day=1) - dt.timedelta(days=back)).replace(day=1) for back in (70, 40)]
    with system_scope():
        first, second = (make_month(cast, month=month, state="closed") for month in months)
        for clearing in (first, second):
            make_statement(clearing, cast.hospital_east, cast.east)
        Clearing.unscoped.filter(pk=post.clearing.pk).update(state="closed")
    # Nobody ever entered a sending.
    assert not desk(cast.finance_city)
    with system_scope():
        sent = Statement.objects.get(clearing=second)
    post.send(sent)
    assert not desk(cast.finance_city)
    with system_scope():
        outside = make_institution(
            "H99019900001", "第二医院", area=cast.area, county=cast.east, level="2", admdvs="990101"
        )
        make_statement(second, outside, cast.east)
    assert [url for _title, _standing, _number, url in desk(cast.finance_city)] == [
        f"{at('statements', second.pk)}?sent=unsent"
    ]


def test_an_objection_stands_on_the_citys_desk_until_it_is_answered(post: Post) -> None:
    post.send(post.east, post.west)
    post.object(user=post.cast.finance_city)
    for user, standing in ((post.cast.finance_city, "waiting"), (post.cast.reviewer_city, "due")):
        assert [(kind, number, url) for _title, kind, number, url in desk(user)] == [
            (standing, 1, f"{at('statements', post.clearing.pk)}?sent=objected")
        ]
    assert not desk(post.finance_east)
    post.answer(user=post.cast.reviewer_city)
    assert not desk(post.cast.finance_city)
    assert not desk(post.cast.reviewer_city)


def test_the_clearings_page_counts_what_was_sent(post: Post, client: Client) -> None:
    post.send()
    page = see(client, post.cast.finance_city, at("clearing", post.clearing.pk))
    assert "已发出1份，共2份" in page
    with system_scope():
        early = make_month(post.cast, month=dt.date(2020, 4, 1), state="adjudicated")
        make_statement(early, post.cast.hospital_east, post.cast.east)
    assert "已发出" not in see(client, post.cast.finance_city, at("clearing", early.pk))


def test_an_institutions_list_says_it_too(post: Post, client: Client) -> None:
    post.send()
    page = see(client, post.cast.finance_city, at("institution_statements", post.cast.hospital_east.pk))
    assert "邮寄" in page


def test_who_entered_an_objection_is_not_offered_to_answer_it(post: Post, client: Client) -> None:
    post.send()
    city, page = post.cast.finance_city, at("statement", post.east.pk)
    send_form(
        client,
        city,
        at("object_to_statement", post.east.pk),
        objected_on=day(2).isoformat(),
        objection="押金多扣",
    )
    shown = see(client, city, page)
    assert at("answer_statement", post.east.pk) not in shown
    assert "上一步由您办理" in shown
    offered = see(client, post.cast.reviewer_city, page)
    assert at("answer_statement", post.east.pk) in offered
    assert "上一步由您办理" not in offered


def test_what_comes_next_is_the_main_button_of_a_statement(post: Post, client: Client) -> None:
    """Never the paper, the workbook or a withdrawal."""
    page, finance = at("statement", post.east.pk), post.finance_east
    for act in ("send_statement", "confirm_statement"):
        shown = see(client, finance, page)
        assert MAIN.findall(shown) == [at(act, post.east.pk)]
        if act == "send_statement":
            post.send()
    assert MAIN.findall(see(client, post.cast.clerk_east, page)) == []


def test_a_statements_page_opens_the_group_of_the_clearings(post: Post, client: Client) -> None:
    shown = see(client, post.finance_east, at("statement", post.east.pk))
    assert f'href="{at("clearings")}" class="active" aria-current="page"' in shown
