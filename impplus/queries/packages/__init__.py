"""What a firm files with the department's own portal: slots, forms, letters and a sheet of answers, out of a file."""
