"""From two rolls to one scheme: matched, decided, taken over, taken back; nobody twice and nobody lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import acting_as, system_scope
from enrollment.models import Coverage, FoundPerson, LegacyPair, LegacyRow, Person, PersonMerge
from enrollment.services.merging.choose import choose_cover
from enrollment.services.merging.decide import decide_pair, withdraw_decision
from enrollment.services.merging.lock import MergingRefused
from enrollment.services.merging.people import PeopleRefused, merge_people, undo_merge
from enrollment.services.merging.rows import complete_row, put_back, set_aside
from enrollment.services.merging.take_over import take_over
from enrollment.services.merging.undo import undo_take_over
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person

from .conftest import BORN, Import, Matched, certno, fifteen, one_row, row, urban


def groups() -> list[list[str]]:
    with system_scope():
        return [
            sorted(f"{one.insutype} {one.legacy_no}" for one in found.rows.all())
            for found in FoundPerson.objects.order_by("first_row")
        ]


def open_pairs() -> list[LegacyPair]:
    with system_scope():
        return list(LegacyPair.objects.filter(decision="").select_related("county", "area").order_by("left"))


def covers(person: Person) -> list[tuple[str, dt.date, dt.date]]:
    with system_scope():
        found = Coverage.objects.filter(person=person, effective=True).order_by("period")
        return [(one.insutype, one.period.lower, one.period.upper) for one in found]


def person_of(legacy_no: str, insutype: str = "380") -> Person:
    found = one_row(legacy_no, insutype).found
    assert found is not None
    with system_scope():
        return Person.objects.get(pk=found.people[0])


YEAR_2018 = (dt.date(2018, 1, 1), dt.date(2019, 1, 1))


@pytest.mark.duty("HG-01")
def test_in_both_by_certificate_one_person_one_cover_and_the_origin_kept(
    take: Import, taken: Matched, hegang: Cast
) -> None:
    take(row(1), row(2))
    take(urban(1, certno=fifteen(certno(1))), urban(3))
    taken()
    assert groups() == [["380 N0001", "391 N0001"], ["380 N0002"], ["391 N0003"]]
    assert person_of("N0001") == person_of("N0001", "391")
    both = person_of("N0001")
    assert covers(both) == [("390", *YEAR_2018)]
    with system_scope():
        assert Person.objects.count() == 3
        cover = Coverage.objects.get(person=both)
        # The same end, so the scheme with the higher benefits: the cooperative, by the package.
        assert cover.taken_from.row == one_row("N0001")
        assert (cover.origin, cover.county, cover.psn_type) == ("merged", hegang.east, "1501")
        assert (both.certno, both.brdy, both.gend, both.county) == (certno(1), BORN, "1", hegang.east)


@pytest.mark.duty("HG-01")
def test_stored_people_are_met_and_what_covers_them_stays(take: Import, taken: Matched, hegang: Cast) -> None:
    with system_scope():
        stored = [make_person(hegang.east, name=f"测{name}") for name in "甲乙丙"]
        make_coverage(stored[0], insutype="310", period=DateRange(dt.date(2018, 3, 1), None))
        make_coverage(stored[1], insutype="310", period=DateRange(dt.date(2010, 1, 1), None))
        Person.objects.filter(pk=stored[2].pk).update(deceased_on=dt.date(2017, 12, 30))
    take(*(row(n, certno=one.certno, psn_name=one.psn_name) for n, one in enumerate(stored, 1)))
    taken()
    assert [person_of(f"N000{n}") for n in (1, 2, 3)] == stored
    assert covers(stored[0])[0] == ("390", dt.date(2018, 1, 1), dt.date(2018, 3, 1))
    assert [one.found.outcome for one in (one_row("N0001"), one_row("N0002"), one_row("N0003")) if one.found] == [
        "covered", "covered_otherwise", "died",
    ]  # fmt: skip
    assert covers(stored[2]) == []


@pytest.mark.duty("HG-01")
def test_doubts_wait_for_a_person_and_can_be_taken_back(
    take: Import, taken: Matched, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(urban(8, psn_name="测乙", certno=None, brdy=str(BORN), paid=0), urban(2))
    merging = taken()
    [pair] = open_pairs()
    assert (pair.kind, pair.county) == ("name_birth", hegang.east)
    # Nobody in doubt is taken over.
    assert (one_row("N0001").found.taken_over_at, one_row("N0008", "391").found.taken_over_at) == (None, None)  # type: ignore[union-attr]
    assert one_row("N0002", "391").found.taken_over_at is not None  # type: ignore[union-attr]
    with acting_as(hegang.clerk_east):
        with pytest.raises(MergingRefused, match="原因"):
            decide_pair(pair=pair, decision="same", reason=" ", acting_user=hegang.clerk_east)
        with pytest.raises(DutyMissing):
            decide_pair(pair=pair, decision="same", reason="户口簿", acting_user=hegang.clerk_west)
        decide_pair(pair=pair, decision="same", reason="户口簿", acting_user=hegang.clerk_east)
    assert groups() == [["380 N0001", "391 N0008"], ["391 N0002"]]
    take_over(merging=merging, acting_user=city_clerk)
    one = person_of("N0001")
    assert covers(one) == [("390", *YEAR_2018)]

    # Found out later that they are two: what the decision did is undone, nothing is deleted.
    with acting_as(hegang.clerk_east):
        withdraw_decision(pair=pair, acting_user=hegang.clerk_east)
    assert groups() == [["380 N0001"], ["391 N0008"], ["391 N0002"]]
    assert covers(one) == []
    with system_scope():
        assert Coverage.objects.filter(person=one, effective=False).count() == 1
        history = [(event.decision, event.decided_by_id) for event in pair.events.order_by("pgh_id")]
    assert history == [("", None), ("same", hegang.clerk_east.pk), ("", None)]
    [again] = open_pairs()
    with acting_as(hegang.clerk_east):
        decide_pair(pair=again, decision="different", reason="两人", acting_user=hegang.clerk_east)
    matched()
    take_over(merging=merging, acting_user=city_clerk)
    assert (covers(one), covers(person_of("N0008", "391"))) == ([("390", *YEAR_2018)], [("390", *YEAR_2018)])
    # Registered under the number on the roll: there is no certificate.
    other = person_of("N0008", "391")
    assert (other.psn_cert_type, other.certno, other.brdy) == ("99", "391-990101-N0008", BORN)


def test_matching_and_taking_over_again_changes_nothing(take: Import, taken: Matched, hegang: Cast) -> None:
    take(row(1), row(2, certno=None, brdy=str(BORN)), row(3, certno="123", brdy="1970-01-01"))
    take(urban(1), urban(4))

    def all_there_is() -> list[object]:
        with system_scope():
            return [
                list(model.objects.order_by("pk").values())
                for model in (Person, Coverage, FoundPerson, LegacyPair, LegacyRow)
            ]

    taken()
    before = all_there_is()
    taken()
    assert all_there_is() == before


@pytest.mark.duty("HG-01")
def test_two_people_under_one_number_are_both_registered(
    take: Import, taken: Matched, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(urban(1, psn_name="别人"))
    merging = matched()
    [pair] = open_pairs()
    assert pair.kind == "other_name"
    with acting_as(hegang.clerk_east):
        decide_pair(pair=pair, decision="different", reason="派出所证明", acting_user=hegang.clerk_east)
    take_over(merging=merging, acting_user=city_clerk)
    assert (person_of("N0001").certno, person_of("N0001", "391").certno) == (certno(1), "391-990101-N0001")
    taken()
    assert covers(person_of("N0001", "391")) == [("390", *YEAR_2018)]
    with system_scope():
        assert Person.objects.count() == 2


@pytest.mark.duty("HG-01")
def test_two_stored_people_become_one_and_two_again(
    take: Import, taken: Matched, hegang: Cast, city_clerk: User
) -> None:
    with system_scope():
        first, second = make_person(hegang.east, name="测甲"), make_person(hegang.east, name="测甲")
        Person.objects.filter(pk__in=[first.pk, second.pk]).update(brdy=BORN)
        held = make_coverage(second, period=DateRange(dt.date(2016, 1, 1), dt.date(2017, 1, 1)))
    take(row(1, certno=first.certno, psn_name="测甲"))
    take(urban(1, certno=second.certno, psn_name="测甲"))
    merging = taken()
    assert open_pairs()
    while pairs := open_pairs():
        with acting_as(city_clerk):
            decide_pair(pair=pairs[0], decision="same", reason="同一人", acting_user=city_clerk)
    take_over(merging=merging, acting_user=city_clerk)
    with system_scope():
        first.refresh_from_db()
        assert first.canonical == second
        found = one_row("N0001").found
        assert found is not None
        assert found.people == [second.pk]
        merge = PersonMerge.objects.get(person=first)
        assert merge.because_of == one_row("N0001")
    assert covers(second) == [("390", dt.date(2016, 1, 1), dt.date(2017, 1, 1)), ("390", *YEAR_2018)]
    # Matched again, the other name is met as the person it belongs to.
    taken()
    assert len(groups()) == 1

    with acting_as(city_clerk):
        undo_take_over(found=found, acting_user=city_clerk)
    with system_scope():
        first.refresh_from_db()
        merge.refresh_from_db()
    assert first.canonical is None
    assert merge.undone_by == city_clerk
    assert covers(second) == [("390", dt.date(2016, 1, 1), dt.date(2017, 1, 1))]
    assert held.pk


def test_merging_people_moves_free_days_voids_covered_ones_and_gives_all_back(
    hegang: Cast, city_clerk: User
) -> None:
    with system_scope():
        kept, other = make_person(hegang.east), make_person(hegang.west)
        make_coverage(kept, period=DateRange(dt.date(2018, 1, 1), dt.date(2019, 1, 1)))
        make_coverage(other, period=DateRange(dt.date(2017, 1, 1), dt.date(2018, 1, 1)))
        inside = make_coverage(other, period=DateRange(dt.date(2018, 3, 1), dt.date(2018, 6, 1)))
    with acting_as(city_clerk):
        merge = merge_people(person=other, into=kept, reason="同一人", acting_user=city_clerk)
        with pytest.raises(PeopleRefused):
            merge_people(person=other, into=kept, reason="同一人", acting_user=city_clerk)
    assert [one[1].year for one in covers(kept)] == [2017, 2018]
    assert covers(other) == []
    with acting_as(city_clerk):
        undo_merge(merge=merge, acting_user=city_clerk)
        with pytest.raises(PeopleRefused):
            undo_merge(merge=merge, acting_user=city_clerk)
    assert [one[1].year for one in covers(kept)] == [2018]
    assert [one[1] for one in covers(other)] == [dt.date(2017, 1, 1), inside.period.lower]


def test_covers_that_overlap_in_part_are_not_merged_but_told(
    take: Import, taken: Matched, hegang: Cast, city_clerk: User
) -> None:
    with system_scope():
        first, second = (make_person(hegang.east, name="测甲") for _n in range(2))
        Person.objects.filter(pk__in=[first.pk, second.pk]).update(brdy=BORN)
        make_coverage(first, period=DateRange(dt.date(2016, 1, 1), dt.date(2017, 1, 1)))
        make_coverage(second, period=DateRange(dt.date(2016, 7, 1), dt.date(2017, 7, 1)))
    take(row(1, certno=first.certno, psn_name="测甲"))
    take(urban(1, certno=second.certno, psn_name="测甲"))
    merging = taken()
    while pairs := open_pairs():
        with acting_as(city_clerk):
            decide_pair(pair=pairs[0], decision="same", reason="同一人", acting_user=city_clerk)
    assert take_over(merging=merging, acting_user=city_clerk) == {"two_stored": 1}
    found = one_row("N0001").found
    assert found is not None
    assert (found.taken_over_at, found.problem) == (None, "two_stored")


@pytest.mark.duty("HG-01")
def test_the_person_chooses_another_cover(
    take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(urban(1))
    merging = matched()
    found = one_row("N0001").found
    assert found is not None
    chosen = one_row("N0001", "391")
    with acting_as(hegang.clerk_east):
        choose_cover(found=found, row=chosen, reason="本人选择", acting_user=hegang.clerk_east)
    take_over(merging=merging, acting_user=city_clerk)
    with system_scope():
        assert Coverage.objects.get(effective=True).taken_from.row == chosen
    with acting_as(hegang.clerk_east):
        with pytest.raises(MergingRefused):
            choose_cover(found=found, row=None, reason="", acting_user=hegang.clerk_east)
        undo_take_over(found=found, acting_user=hegang.clerk_east)
        choose_cover(found=found, row=None, reason="", acting_user=hegang.clerk_east)
    take_over(merging=merging, acting_user=city_clerk)
    with system_scope():
        assert Coverage.objects.get(effective=True).taken_from.row == one_row("N0001")


@pytest.mark.duty("HG-01")
def test_a_row_completed_set_aside_and_put_back(
    take: Import, taken: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1), row(2, certno=None), row(3))
    take(urban(4, psn_name="测丙", certno=fifteen(certno(2))))
    merging = taken()
    assert one_row("N0002").found.problem == "no_birth"  # type: ignore[union-attr]
    with acting_as(hegang.clerk_east):
        lost = one_row("N0002")
        with pytest.raises(MergingRefused):
            complete_row(row=lost, certno="123", birth=None, reason="户口簿", acting_user=hegang.clerk_east)
        complete_row(row=lost, certno=certno(2), birth=None, reason="户口簿", acting_user=hegang.clerk_east)
    done = one_row("N0002")
    assert (done.certno_given, done.certno, done.birth) == ("", certno(2), BORN)
    # Now it is somebody who was taken over by the other roll already: one person.
    assert done.found == one_row("N0004", "391").found
    with acting_as(hegang.clerk_east):
        set_aside(row=one_row("N0003"), reason="重复登记", acting_user=hegang.clerk_east)
    assert one_row("N0003").found is None
    take_over(merging=merging, acting_user=city_clerk)
    with system_scope():
        assert Coverage.objects.filter(effective=True).count() == 2
    with acting_as(hegang.clerk_east):
        put_back(row=one_row("N0003"), reason="查实为本人", acting_user=hegang.clerk_east)
    take_over(merging=merging, acting_user=city_clerk)
    assert covers(person_of("N0003")) == [("390", *YEAR_2018)]


def test_a_pair_of_two_counties_is_the_citys(
    take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(urban(1, psn_name="别人", insuplc_admdvs="990102"))
    matched()
    [pair] = open_pairs()
    assert pair.county is None
    with acting_as(hegang.clerk_east):
        assert not LegacyPair.objects.exists()
        with pytest.raises(DutyMissing):
            decide_pair(pair=pair, decision="same", reason="同一人", acting_user=hegang.clerk_east)
    with acting_as(city_clerk):
        decide_pair(pair=pair, decision="same", reason="同一人", acting_user=city_clerk)
    assert groups() == [["380 N0001", "391 N0001"]]


def test_a_county_takes_over_its_own_people_only(
    take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(row(2, insuplc_admdvs="990102"))
    merging = matched()
    assert take_over(merging=merging, acting_user=hegang.clerk_east) == {"covered": 1}
    assert one_row("N0002").found.taken_over_at is None  # type: ignore[union-attr]
    assert take_over(merging=merging, acting_user=city_clerk) == {"covered": 1}


def test_a_decision_the_certificates_speak_against_hinders_until_it_is_taken_back(
    take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    take(row(1))
    take(urban(9, psn_name="测乙", certno=None, brdy=str(BORN)))
    merging = matched()
    [pair] = open_pairs()
    with acting_as(hegang.clerk_east):
        decide_pair(pair=pair, decision="different", reason="两人", acting_user=hegang.clerk_east)
        row_of = one_row("N0009", "391")
        complete_row(row=row_of, certno=certno(1), birth=None, reason="户口簿", acting_user=hegang.clerk_east)
    assert groups() == [["380 N0001", "391 N0009"]]
    assert take_over(merging=merging, acting_user=city_clerk) == {}
    assert one_row("N0001").found.problem == "contradiction"  # type: ignore[union-attr]
    with acting_as(hegang.clerk_east):
        withdraw_decision(pair=pair, acting_user=hegang.clerk_east)
    assert take_over(merging=merging, acting_user=city_clerk) == {"covered": 1}
