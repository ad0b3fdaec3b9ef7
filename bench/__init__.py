"""Measures: assessments, pages and submissions per second, each beside something else in the same run."""
