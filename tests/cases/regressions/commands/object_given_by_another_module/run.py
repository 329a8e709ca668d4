import os

from parta import *


def main():
    cli(obj={"key": os.environ["CKO_SECRET_KEY"]})


if __name__ == "__main__":
    main()
