"""The wire against its peers: server CPU per delivery, acknowledged event and connection, memory per connection."""
