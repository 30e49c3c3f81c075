"""People: workspaces, accounts, how they sign in."""
