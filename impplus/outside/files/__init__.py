"""Files that people send: read in a process of its own behind a fence, and made again clean for others to see."""
