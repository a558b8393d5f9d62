"""What listens in `python -m benchmarks.sound`: a recogniser of speech, a judge of voices, and films to listen to."""
