"""Between the quiz and the library: drafts on their way in, results of games, scoring again."""
