"""The hall hosts running games: tables, their clocks, timers, journal and outbox. It knows no rule."""
