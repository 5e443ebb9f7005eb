"""Rebound: a Discord bot that turns job-rejection feedback into the next offer."""

__version__ = "0.1.0"
