from claims.services.screening import screen_bills
from claims.services.bill_checks import CheckRange
from config.periods import Month
from config.scoping import system_scope
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

def test_runs(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
    m = Month(2020, 3)
    got = screen_bills(within=CheckRange(cast.area.pk, m, m), acting_user=cast.clerk_east)
    assert got.bills == 0 and not got.left_out, got
    assert len(got.found) >= 40
