"""The live quiz: messages, rules, scoring and its namespace."""
