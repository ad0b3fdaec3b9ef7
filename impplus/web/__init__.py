"""What the HTML doors share: forms, pages and the words that templates say."""

# So many pages are made at once in a process: the server has as many threads, and shedding.py shares them out.
THREADS = 8
