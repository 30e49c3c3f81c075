"""Quizzes, their versions, and finding them."""
