"""Running text → draft records: nested headings, label lines, roles in brackets, sentences with deadlines."""
