"""The month's round of money (NB-16): plans up, an application to finance, money down, reports up."""
