"""What the HTML doors share: forms, pages and the words that templates say."""
