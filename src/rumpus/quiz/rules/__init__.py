"""The rules of a running quiz. Pure: time and dice come in with the call, facts come out."""
