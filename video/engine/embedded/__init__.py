"""The engine of this process: SDP and ICE lite of our own, DTLS of aiortc, packets passed raw."""
