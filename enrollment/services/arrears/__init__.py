"""Benefits of those whose payers are in arrears: stopped and restored for many at once, by the policy of the months."""
