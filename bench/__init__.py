"""Measures: pages per second over HTTP, and submissions per second, each beside the least there is."""
