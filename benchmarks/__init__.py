"""What is measured, against which peers, one command each."""
