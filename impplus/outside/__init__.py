"""Other systems, values in and values out: nothing here knows the programme or a record."""
