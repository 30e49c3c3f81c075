"""CopyCat and CopyCat Solo: a picture is shown for a moment and drawn from memory."""
