"""How IMP+ is put on machines."""
