"""What people, browsers and attackers send that nobody asked for."""
