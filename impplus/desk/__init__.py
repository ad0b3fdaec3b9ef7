"""The door of officers: the federal department's files, and the ministry's candidates."""
