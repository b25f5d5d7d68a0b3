"""What waits for me, across all stages; the campaign overview. Reads only."""
