"""What is drawn and guessed: vocabulary, word lists, pictures. Data files with what reads and checks them."""
