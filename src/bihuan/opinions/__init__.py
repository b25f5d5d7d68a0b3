"""查: channels, consultations, opinions, receipts, dispositions and the balance."""
