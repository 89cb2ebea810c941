"""What is watched: months counted, warnings followed until two people close them, reports published (JJ-10, JJ-18)."""
