"""A quiz before anybody plays it: questions of seven kinds, quiz files, text rules, the demo."""
