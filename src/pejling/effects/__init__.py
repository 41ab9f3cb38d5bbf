"""Whether it helps: readings over time, and what they signal."""
