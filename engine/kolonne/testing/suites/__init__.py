"""Contract suites: one for each thing that a plugin can bring. They are subclassed, never run by themselves."""
