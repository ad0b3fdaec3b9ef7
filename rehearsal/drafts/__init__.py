"""Drafts are filled in and files sent, while parts of the stack are killed: `python -m rehearsal drafts`."""
