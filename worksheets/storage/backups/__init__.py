"""Backups: made, read back, kept, and put back."""
