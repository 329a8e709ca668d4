class Holder:
    key = ""
holder = Holder()
