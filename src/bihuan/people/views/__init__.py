"""Pages of this stage, one module per noun."""
