import json
import sys

from connector.account import Account
from connector.streams import Disputes, Reports, Statements

STREAMS = {"disputes": Disputes, "statements": Statements, "reports": Reports}


def extract(name, since, out=sys.stdout):
    stream = STREAMS[name](Account(name="main"))
    count = 0
    for count, record in enumerate(stream.records(since), 1):
        out.write(json.dumps({"stream": name, "record": record}) + "\n")
    return count


if __name__ == "__main__":
    extract(sys.argv[1], sys.argv[2])
