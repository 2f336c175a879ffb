"""The example reports that `sayso demo` reads: one invented conflict, told by ten reports that show every feature."""
