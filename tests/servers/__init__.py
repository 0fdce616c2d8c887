"""Real database servers, started for tests."""
