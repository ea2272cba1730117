"""Rooms where people meet by video: who is there, who speaks, what stands on the big screen."""
