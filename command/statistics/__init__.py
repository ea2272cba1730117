"""Figures over what the asker may see: today's reports, open incidents, units by state."""
