"""What tax received: matched to what was declared, decided by a person where it does not fit, handed to the books."""
