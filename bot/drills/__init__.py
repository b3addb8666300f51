"""Sispamkota exercises: recorded, begun, ended, seen."""
