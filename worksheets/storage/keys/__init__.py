"""The keys: where they lie, what opens them, and what they seal."""
