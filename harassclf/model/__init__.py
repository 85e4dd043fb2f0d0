"""The classifier: training, model file, scoring, evaluation."""
