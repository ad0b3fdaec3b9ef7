"""What can be asked of the records with the law in hand; nothing here writes."""
