"""The screen of one KPI: its head, chart, history and definition, and the commands that change it."""
