"""A whole board as one TOML file: read with care, compared with the board, written for people to edit."""
