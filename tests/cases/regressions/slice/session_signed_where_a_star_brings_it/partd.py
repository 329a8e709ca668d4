from partb import *
import partc


def get():
    return s.get("https://api.checkout.com/workflows").raise_for_status()
