"""What is heard: voices, score, the sound of places and things, and the mix."""
