"""The language model: files, the child that owns llama.cpp, and the client that the rest of the program talks to."""
