"""What Studyleaf is: its vocabulary, its storage, its services. No Qt but in `bus` and `desktop`."""
