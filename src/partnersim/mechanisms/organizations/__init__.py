"""Organisations: boards, hours, staff, offer, orientation, opening and closing."""
