"""What officers report: written, sent, judged."""
