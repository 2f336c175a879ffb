"""A report in, its claims out: reading is a pure function of one document (`sayso.reading.frames`)."""
