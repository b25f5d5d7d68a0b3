"""What the desk reads across all stages."""
