"""Newcomers arrive, look for help, choose whom to ask, are served, settle or leave."""
