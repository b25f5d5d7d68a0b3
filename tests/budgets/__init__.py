"""How many queries each page may ask, and that none of them grows with its rows."""
