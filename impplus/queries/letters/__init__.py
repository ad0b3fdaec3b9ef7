"""What a letter says: its layout, its words, and the contents of a receipt."""
