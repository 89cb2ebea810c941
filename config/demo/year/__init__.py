"""A year of a city's funds, played day by day with the calendar moved: every act through its service, by its people."""
