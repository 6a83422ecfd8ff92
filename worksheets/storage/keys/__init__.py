"""The keys: where they are kept, what opens them, and what they seal."""
