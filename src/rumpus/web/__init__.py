"""The HTTP side: health, metrics, the operator's REST."""
