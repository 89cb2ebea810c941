"""The serious-illness insurer and medical aid: premiums by two people, money given back by two people (ZY-14)."""
