"""Several funds into one: opened, arrears and benefits cleared up, closed with a proof."""
