"""Acts on payers: register one, change what is known of it. Whoever registers people registers their payers."""
