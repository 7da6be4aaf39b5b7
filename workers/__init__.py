"""How work gets done: the queue, extraction, writing and the language model. Knows nothing of the window."""
