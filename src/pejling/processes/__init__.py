"""How direction comes to be: processes with stages that hold."""
