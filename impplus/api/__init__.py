"""Door of machines: one OpenAPI document."""
