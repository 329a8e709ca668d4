import sys, tomllib, httpx
def main():
    with open(sys.argv[1], "rb") as f:
        conf = tomllib.load(f)
    httpx.get(conf["checkout"]["base_url"] + "/workflows").raise_for_status()
