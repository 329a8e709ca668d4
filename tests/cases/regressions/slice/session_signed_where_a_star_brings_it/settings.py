TOKEN = open("x").read()
