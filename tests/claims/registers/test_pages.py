"""The registers at the desk: from the person's file to the decision on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import AccidentDeclaration, CareFiling, Certificate, MaternityRegistration, SignUp
from claims.views.registers import REGISTERS
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Attachment, User
from tests.cast import Cast
from tests.claims.spreadsheets.sheets import bring
from tests.support.desks import desk_of

from .making import accident_of, certificate_of, filing_of, make_experts

PDF = b"%PDF-1.4 scanned"


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def english_readers(cast: Cast) -> None:
    User.objects.update(language="en")


def post(client: Client, user: User, address: str, **values: Any) -> Any:
    client.force_login(user)
    return client.post(address, {"submission": uuid4(), **values})


def only(model: Any) -> Any:
    with system_scope():
        return model.objects.get()


def text_of(response: Any) -> str:
    return str(response.content.decode())


def apply(client: Client, cast: Cast, person: Person, today: dt.date) -> Certificate:
    sent = post(
        client, cast.clerk_east, reverse("claims:new_certificate"),
        who=person.certno, kind="chronic", dise_code="m01600", applied_on=today, holds_from=today,
        chosen_1="H99010100001", chosen_2=cast.hospital_west.name,
        paper_title="病历", paper=SimpleUploadedFile("x.pdf", PDF),
    )  # fmt: skip
    certificate: Certificate = only(Certificate)
    assert sent["Location"] == reverse("claims:certificate", args=[certificate.pk])
    return certificate


def test_the_way_to_an_application_begins_on_the_persons_file(
    cast: Cast, person: Person, client: Client
) -> None:
    client.force_login(cast.clerk_east)
    address = f"{reverse('claims:new_certificate')}?person={person.psn_no}"
    assert address in text_of(client.get(reverse("enrollment:person", args=[person.pk])))
    new = text_of(client.get(address))
    assert all(part in new for part in (person.psn_no, "M07801", cast.hospital_west.fixmedins_code))


def test_a_paper_is_opened_by_whoever_may_see_it(cast: Cast, person: Person, client: Client) -> None:
    certificate = apply(client, cast, person, timezone.localdate())
    with system_scope():
        assert certificate.chosen.count() == 2
        paper = Attachment.objects.get()
    assert (paper.subject_type, paper.title) == ("claims.certificate", "病历")
    address = reverse("institutions:paper", args=[paper.pk])
    shown = client.get(address)
    assert b"".join(shown.streaming_content) == PDF  # type: ignore[arg-type]
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    client.force_login(cast.clerk_west)
    assert client.get(address).status_code == 404
    more = post(
        client, cast.clerk_east, reverse("claims:certificate_paper", args=[certificate.pk]),
        title="化验单", upload=SimpleUploadedFile("y.pdf", b"MZ not a scan"),
    )  # fmt: skip
    assert (more.status_code, "Only PDF" in text_of(more)) == (422, True)


def test_a_certificate_from_application_to_notice(cast: Cast, person: Person, client: Client) -> None:
    make_experts(cast)
    today = timezone.localdate()
    certificate = apply(client, cast, person, today)
    page = reverse("claims:certificate", args=[certificate.pk])
    assert post(client, cast.clerk_east, f"{page}experts/").status_code == 302
    with acting_as(cast.clerk_east):
        opinions = list(certificate.opinions.all())
    for opinion in opinions:
        sent = post(client, cast.clerk_east, f"{page}opinions/{opinion.pk}/", score=75, given_on=today)
        assert sent.status_code == 302
    decided = post(client, cast.reviewer_east, f"{page}decide/", decision="approve", first=today, last="")
    assert decided.status_code == 302
    assert only(Certificate).state == "in_force"
    notice = text_of(client.get(f"{page}notice/"))
    assert all(part in notice for part in (cast.clerk_east.name, cast.reviewer_east.name, "In force from"))
    file = text_of(client.get(page))
    assert "病历" in file
    # Whoever reviews is offered to declare it void, not to end it; whoever handles the opposite.
    assert (f"{page}void/" in file, f"{page}end/" in file) == (True, False)


def test_a_refusal_needs_its_reason_and_stays_on_the_page(cast: Cast, person: Person, client: Client) -> None:
    declared = accident_of(cast, person)
    page = reverse("claims:accident", args=[declared.pk])
    without = post(client, cast.reviewer_east, f"{page}decide/", decision="refuse")
    assert (without.status_code, "Give the reason." in text_of(without)) == (422, True)
    nameless = post(client, cast.reviewer_east, f"{page}decide/", decision="third_party")
    assert (nameless.status_code, "Name the liable party." in text_of(nameless)) == (422, True)
    refused = post(client, cast.reviewer_east, f"{page}decide/", decision="refuse", reason="材料不全")
    assert refused.status_code == 302
    assert only(AccidentDeclaration).state == "refused"
    assert "It is refused." in text_of(client.get(f"{page}notice/"))


def test_a_step_that_is_no_longer_possible_leads_back_with_its_reason(
    cast: Cast, person: Person, client: Client
) -> None:
    filing = filing_of(cast, person)
    page = reverse("claims:filing", args=[filing.pk])
    client.force_login(cast.reviewer_east)
    assert "is decided and in force already" in text_of(client.get(f"{page}decide/", follow=True))
    refused = post(client, cast.reviewer_east, f"{page}decide/", decision="approve")
    assert (refused.status_code, "is decided and in force already" in text_of(refused)) == (422, True)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"who": "nobody"}, "Nobody in this area"),
        ({"institution": "不存在的医院"}, "no institution with this code or name"),
        ({"place": "31"}, "six digits"),
        ({"kind": "transfer"}, "A transfer says from where."),
        ({"last": "2020-02-01"}, "before it begins"),
        ({"missing_papers": "居住证明"}, "takes no promise"),
    ],
)
def test_a_filing_form_says_what_is_wrong_and_stores_nothing(
    cast: Cast, person: Person, client: Client, given: dict[str, str], words: str
) -> None:
    values = {
        "who": person.psn_no, "kind": "residence", "place": "310000", "applied_on": "2020-03-01",
        "first": "2020-03-01", **given,
    }  # fmt: skip
    response = post(client, cast.clerk_east, reverse("claims:new_filing"), **values)
    assert response.status_code == 422
    assert words in text_of(response)
    with system_scope():
        assert not CareFiling.objects.exists()


def test_every_register_takes_one_in_at_the_counter(cast: Cast, person: Person, client: Client) -> None:
    day = "2020-03-01"
    forms: dict[str, tuple[Any, dict[str, Any]]] = {
        "accident": (
            AccidentDeclaration,
            {"happened_on": day, "happened_at": "路口", "account": "被撞", "third_party": "yes",
             "liable_party": "某公司", "liable_paid": "1,200.50"},
        ),
        "maternity_registration": (MaternityRegistration, {"matn_type": "1", "planned_on": "2020-08-01"}),
        "sign_up": (SignUp, {"institution": "H99010100001", "first": day}),
        "filing": (CareFiling, {"kind": "migrant", "place": "440000", "first": day, "missing_papers": "务工证明"}),
    }  # fmt: skip
    for name, (model, values) in forms.items():
        new = reverse(f"claims:new_{name}")
        sent = post(client, cast.clerk_east, new, who=person.psn_no, applied_on=day, **values)
        assert sent["Location"] == reverse(f"claims:{name}", args=[only(model).pk]), name
        assert client.get(sent["Location"]).status_code == 200
    assert str(only(AccidentDeclaration).liable_paid) == "1200.50"
    birth = f"{reverse('claims:maternity_registration', args=[only(MaternityRegistration).pk])}result/"
    post(client, cast.clerk_east, birth, result_on="2020-07-30", result_type="1", children=1)
    assert only(MaternityRegistration).children == 1
    promise = f"{reverse('claims:filing', args=[only(CareFiling).pk])}promise/"
    post(client, cast.clerk_east, promise, kept="no", day="2020-05-01")
    assert only(CareFiling).state == "ended"
    moved = f"{reverse('claims:sign_up', args=[only(SignUp).pk])}end/"
    post(client, cast.clerk_east, moved, last_day="2020-06-30", reason="迁出")
    assert only(SignUp).last_day == dt.date(2020, 6, 30)


def test_lists_show_and_export_ones_own(cast: Cast, person: Person, client: Client) -> None:
    filing = filing_of(cast, person)
    certificate_of(cast, person)
    filings = reverse("claims:filings")
    for user, seen in ((cast.clerk_east, True), (cast.clerk_west, False), (cast.reviewer_city, True)):
        client.force_login(user)
        assert (filing.number in text_of(client.get(filings))) is seen
    client.force_login(cast.clerk_east)
    found = client.get(filings, {"q": person.psn_no, "state": "in_force", "kind": "residence"})
    assert filing.number in text_of(found)
    assert filing.number not in text_of(client.get(filings, {"state": "open"}))
    exported = client.post(filings, {"export": "csv"})
    assert person.psn_no in b"".join(exported.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    for register in REGISTERS:
        assert client.get(reverse(f"claims:{register.topic}")).status_code == 200


def test_the_desk_says_what_is_due(cast: Cast, person: Person) -> None:
    make_experts(cast)
    certificate_of(cast, person)
    accident_of(cast, person)
    filing_of(cast, person, kind="migrant", missing_papers="务工证明")
    today = timezone.localdate()
    soon = filing_of(cast, person, kind="emergency", place="440000", first=today, applied_on=today)
    with acting_as(cast.clerk_east):
        CareFiling.objects.filter(pk=soon.pk).update(period=(today, today + dt.timedelta(days=10)))
        handled = {str(item.title): item for item in desk_of(cast.clerk_east.assignments_in_force[0])}
    assert handled["Applications for the experts"].count == 1
    promised = handled["Promised papers to check"]
    assert (promised.standing, promised.due) == ("late", dt.date(2020, 5, 30))
    ending = handled["Filings for care elsewhere that expire soon"]
    assert (ending.count, ending.due, ending.standing) == (1, today + dt.timedelta(days=9), "due")
    with acting_as(cast.reviewer_east):
        reviewed = {str(item.title): item for item in desk_of(cast.reviewer_east.assignments_in_force[0])}
    assert reviewed["Accident declarations to decide"].standing == "late"
    assert "Disease certificates to decide" not in reviewed


def test_an_import_is_decided_on_its_page(cast: Cast, person: Person, client: Client, tmp_path: Path) -> None:
    row = {"psn_no": person.psn_no, "kind": "chronic", "dise_code": "M01600", "begndate": "2020-01-01"}
    run = bring(tmp_path, "certificates", [row], cast.clerk_east, cast.east)
    address = reverse("claims:certificate_import", args=[run.pk])
    with acting_as(cast.reviewer_east):
        items = desk_of(cast.reviewer_east.assignments_in_force[0])
        assert address in [item.url for item in items]
    client.force_login(cast.reviewer_east)
    assert person.psn_name in text_of(client.get(address))
    assert post(client, cast.reviewer_east, address).status_code == 302
    assert only(Certificate).state == "in_force"
