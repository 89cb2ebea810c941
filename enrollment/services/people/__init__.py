"""People join the register one by one, and what it says of them is corrected."""
