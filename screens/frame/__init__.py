"""What every screen stands in: the app, its gateway, commands, help, themes and configuration."""
