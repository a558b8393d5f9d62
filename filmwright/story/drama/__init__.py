"""The story world of films on the narrative planner: who does what to whom, why, and how it feels."""
