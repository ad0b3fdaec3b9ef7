"""The steps by which the firms' tables came to be what they are."""
