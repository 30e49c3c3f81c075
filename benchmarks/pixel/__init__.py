"""The pixel games under load: arenas of zombies beside the same traffic on Node, a battle, a rush to the lobby."""
