"""Collection reconciled among tax, treasury, finance and insurance (四方对账, NB-13)."""
