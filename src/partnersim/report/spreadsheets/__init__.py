"""Results for people who work with a spreadsheet: CSV files of all tables, or one light workbook."""
