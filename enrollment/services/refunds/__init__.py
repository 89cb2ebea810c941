"""A contribution paid ahead is given back (ZY-04): prepared by one person, approved by another, paid from above."""
