"""Warnings: a threshold of a feed is passed. No alarms: nobody has to act within seconds."""
