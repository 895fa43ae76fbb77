"""What makes data and weights; nothing of it ships."""
