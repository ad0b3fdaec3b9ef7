"""Stand-ins for other systems: servers of their own, and no part of the product."""
