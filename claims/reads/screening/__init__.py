"""Rules by which settled bills are screened, one module per family. A rule is data: its words, how grave a hit is, and
the SQL that finds it over the bills of a run (``staging``), so that every rule together reads the bills once."""
