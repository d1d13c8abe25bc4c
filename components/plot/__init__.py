"""The host that shows pictures in the browser: plot.py on this side, the .js files on the other."""
