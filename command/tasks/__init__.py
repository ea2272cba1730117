"""Orders to units and organisations: six receipts, reminders, what is overdue."""
