"""What somebody with ill will, or a copied web page, may send: text, searches, formulas and files."""
