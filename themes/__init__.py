"""How the board is coloured: one TOML file a theme, no code. `kpiboard.screens.frame.theming` reads them."""
