"""Tables → draft records: find the header, tell issues from sections and totals, read the fields."""
