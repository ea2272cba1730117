"""The tree of organisations: its shape decides what people see."""
