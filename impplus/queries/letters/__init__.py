"""What a letter says: its layout, its words, and the receipt told again."""
