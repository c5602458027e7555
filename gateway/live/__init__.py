"""`/v1/stream`: news as it happens, resumed after a break."""
