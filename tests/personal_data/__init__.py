"""What identifies a person: masked everywhere, shown whole only as an act that is kept; exports are kept too."""
