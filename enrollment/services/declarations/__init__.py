"""From what payers declare to what they owe."""
