"""The command brings in a sheet by the same steps as the pages, and says what it left out."""

import io

import pytest
from django.core.management import CommandError, call_command

from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import certificate_number

HEADER = "psn_cert_type,certno,psn_name,gend,brdy,insuplc_admdvs,insutype,psn_type,psn_insu_date\n"


def row(certno: str, name: str) -> str:
    return f"01,{certno},{name},1,1970-01-01,990101,390,1501,2020-01-01\n"


def test_good_rows_are_stored_and_bad_ones_named(cast, tmp_path):
    good = certificate_number(serial=7)
    sheet = tmp_path / "people.csv"
    sheet.write_text(
        HEADER + row(good, "王甲") + row(good[:-1] + ("1" if good[-1] != "1" else "2"), "王乙"),
        encoding="utf-8",
    )
    told, failed = io.StringIO(), tmp_path / "failed.xlsx"
    with pytest.raises(CommandError):
        call_command("importsheet", "people", sheet, "--as", "clerk.east", "--failed", failed, stderr=told)
    with system_scope():
        assert [person.psn_name for person in Person.objects.all()] == ["王甲"]
    assert "3" in told.getvalue()
    assert failed.stat().st_size > 0


def test_somebody_without_the_duty_is_refused(cast, tmp_path):
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("importsheet", "people", sheet, "--as", "auditor.city")
