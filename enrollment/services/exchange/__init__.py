"""Data exchanged with other offices: what is agreed, files taken in, files handed out (NM-11)."""
