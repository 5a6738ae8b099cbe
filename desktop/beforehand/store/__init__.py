"""The notebook: one encrypted SQLite file in a folder of its own."""
