"""What firms remember: enquiries, who works there, what was done; apart from the programme's tables, read by a role of its own."""
