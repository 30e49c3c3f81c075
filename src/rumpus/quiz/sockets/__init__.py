"""The quiz on its sockets: messages become commands, facts become messages in two dialects."""
