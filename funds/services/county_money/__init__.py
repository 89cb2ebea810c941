"""What follows from the assessment of counties in money."""
