"""A thin frame client and scripted players: rehearsals, load and benchmarks."""
