"""Acts of a transfer of the insurance with another area: leave, arrive. Each locks the person's row first."""
