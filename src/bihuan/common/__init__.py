"""What every stage needs and nothing else: workflow, text, clock. A leaf; it imports no other part of Bihuan."""
