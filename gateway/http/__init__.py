"""A request on its way: who asks, what is checked of it, how often, and how refusals and settings look."""
