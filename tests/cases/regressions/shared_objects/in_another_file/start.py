from shared import current


def main(key):
    current().headers["Authorization"] = f"Bearer {key}"
