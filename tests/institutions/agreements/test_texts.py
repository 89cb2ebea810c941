"""The city's agreement texts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from config.scoping import acting_as
from institutions.models import AgreementText
from institutions.services.agreements import texts
from institutions.services.agreements.states import AgreementRefused
from tests.institutions.agreements.making import Stage

ONE_DAY = dt.timedelta(days=1)


@pytest.mark.duty("NB-26", "ZY-13")
def test_the_text_is_the_citys_and_reviewed_by_a_second_person(stage: Stage) -> None:
    """Of ZY-13: the city owns the model agreement; of NB-26: it is one for all."""
    given = {"kind": "1", "title": "服务协议", "effective_from": dt.date(2020, 6, 1)}
    with acting_as(stage.handler), pytest.raises(AgreementRefused):
        texts.draft_text(agency=stage.cast.east, body="x", acting_user=stage.handler, **given)
    with acting_as(stage.city_handler):
        with pytest.raises(AgreementRefused, match="made_up"):
            texts.draft_text(
                agency=stage.cast.city, body="{made_up}", acting_user=stage.city_handler, **given
            )
        second = texts.draft_text(agency=stage.cast.city, body="二", acting_user=stage.city_handler, **given)
        day = dt.date(2020, 6, 1)
        assert second.number == 2
        area = stage.cast.area
        assert texts.text_for(area=area, kind="1", day=day).number == 1
        texts.review_text(text=second, acting_user=stage.cast.reviewer_city)
        assert texts.text_for(area=area, kind="1", day=day).number == 2
        assert texts.text_for(area=area, kind="1", day=day - ONE_DAY).number == 1
        with pytest.raises(AgreementRefused):
            texts.text_for(area=area, kind="1", day=dt.date(2018, 1, 1))
        with pytest.raises(DatabaseError, match="reviewed texts stay"), transaction.atomic():
            AgreementText.objects.filter(pk=second.pk).update(body="三")
