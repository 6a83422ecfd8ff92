"""Strengths."""
