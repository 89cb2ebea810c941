"""An institution's month against ours: compared set-wise, differences decided by people. Locks: the reconciliation."""
