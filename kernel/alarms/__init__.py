"""Alarms: what needs an action now and goes from post to post until somebody acts."""
