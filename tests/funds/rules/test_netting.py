"""County × county netting: exact, and one transfer per county instead of one per pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.netting import net_positions, transfers_after, transfers_before

CITY, EAST, WEST, NORTH = 9, 1, 2, 3


@pytest.mark.duty("JJ-17")
def test_one_transfer_with_the_city_replaces_transfers_agency_to_agency():
    cells = {
        (EAST, EAST): 500,
        (EAST, WEST): 300,
        (WEST, EAST): 100,
        (NORTH, WEST): 50,
        (NORTH, EAST): 20,
        (WEST, CITY): 70,
    }
    positions = net_positions(cells, [EAST, WEST, NORTH])
    assert [(p.county, p.owes, p.is_owed, p.net) for p in positions] == [
        (EAST, 300, 120, -180),
        (WEST, 170, 350, 180),
        (NORTH, 70, 0, -70),
    ]
    assert transfers_before(cells) == 5
    assert transfers_after(positions) == 3


def test_counties_that_owe_each_other_the_same_transfer_nothing():
    positions = net_positions({(EAST, WEST): 40, (WEST, EAST): 40}, [EAST, WEST, NORTH])
    assert [p.net for p in positions] == [0, 0, 0]
    assert transfers_after(positions) == 0


def test_money_of_people_insured_elsewhere_does_not_vanish_silently():
    with pytest.raises(ValueError, match="insured outside"):
        net_positions({(CITY, EAST): 1}, [EAST])


units = st.integers(1, 6)


@given(
    st.dictionaries(
        st.tuples(units, st.sampled_from([1, 2, 3, 4, 5, 6, CITY])), st.integers(-(10**12), 10**12)
    )
)
def test_the_nets_and_what_the_city_paid_outside_sum_to_zero(cells):
    positions = net_positions(cells, range(1, 7))
    outside = sum(amount for (_insured, payer), amount in cells.items() if payer == CITY)
    assert sum(p.net for p in positions) == -outside
    assert transfers_after(positions) <= 6
    for position in positions:
        paid = sum(a for (_i, payer), a in cells.items() if payer == position.county)
        for_own_people = sum(a for (insured, _p), a in cells.items() if insured == position.county)
        # After the transfer each county has borne exactly its own people's care.
        assert paid - position.net == for_own_people
