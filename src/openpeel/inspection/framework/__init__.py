"""The inspection framework as dated data: cycles, areas with all their names, grades."""
