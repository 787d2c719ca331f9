"""A framework policy for community action: its making, its criteria, its application by ministries (M18)."""
