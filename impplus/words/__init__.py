"""What can be said in both languages: texts, formats, labels, names of countries and provinces."""
