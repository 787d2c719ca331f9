"""What commands print: one file a command, and the tables that they share."""
