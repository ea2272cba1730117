"""Floor 4: sources of pictures, rooms, meetings, recordings, and the media engine behind them."""
