"""What a person's counters are called on a bill: in words, whatever a package counts."""

from __future__ import annotations

import pytest
from django.utils import translation

from claims.explaining import counter_name


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        ("layer.serious_illness.met", "大病保险起付累计"),
        ("layer.medical_aid", "医疗救助已支付"),
        ("layer.own_name_of_a_package", "own_name_of_a_package已支付"),
    ],
)
def test_a_layers_counter_is_said_in_words(counter: str, said: str) -> None:
    with translation.override("zh-hans"):
        assert counter_name(counter) == said
