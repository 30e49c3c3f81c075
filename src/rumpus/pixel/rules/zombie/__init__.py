"""ZombiePixel: survivors run from zombies, bots among them, on a grid."""
