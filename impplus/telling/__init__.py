"""The law in words: what rules say, told to people; nothing here judges."""
