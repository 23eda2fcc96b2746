"""How the board is coloured: one TOML file a theme, no code. `kpiboard.screens.theming` reads them."""
