import k.filler
from k.client import get
def main():
    print(get("x"))
