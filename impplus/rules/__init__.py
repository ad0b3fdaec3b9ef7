"""How rules work: plain Python that takes facts and a day, and returns values."""
