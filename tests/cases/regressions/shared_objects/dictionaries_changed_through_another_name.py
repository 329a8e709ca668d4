import requests

BY_ALIAS = {"key": "", "url": "https://api.checkout.com"}
BY_HELPER = {"key": "", "url": "https://api.checkout.com"}
BY_GETTER = {"key": "", "url": "https://api.checkout.com"}
BY_DUNDER = {"key": "", "url": "https://api.checkout.com"}
IN_LIST = [{"key": "", "url": "https://api.checkout.com"}]
IN_TABLE = {"live": {"key": "", "url": "https://api.checkout.com"}}
BY_NOBODY = {"key": "", "url": "https://api.checkout.com"}
BY_ITSELF = {"key": "", "url": "https://api.checkout.com"}


def put(target, key):
    target["key"] = key


def settings():
    return BY_GETTER


def configure(key):
    alias = BY_ALIAS
    alias["key"] = key
    put(BY_HELPER, key)
    settings()["key"] = key
    dict.__setitem__(BY_DUNDER, "key", key)
    for one in IN_LIST:
        one["key"] = key
    for _name, one in IN_TABLE.items():
        one.update(key=key)


def show(conf):
    headers = {"Authorization": f"Bearer {conf['key']}"}
    r = requests.get(f"{conf['url']}/workflows", headers=headers, timeout=5)
    r.raise_for_status()
    return r.json()


def by_alias():
    return show(BY_ALIAS)


def by_helper():
    return show(BY_HELPER)


def by_getter():
    return show(BY_GETTER)


def by_dunder():
    return show(BY_DUNDER)


def in_list():
    return show(IN_LIST[0])


def in_table():
    return show(IN_TABLE["live"])


def by_nobody():
    headers = {"Authorization": f"Bearer {BY_NOBODY['key']}"}
    requests.get(f"{BY_NOBODY['url']}/workflows", headers=headers, timeout=5).raise_for_status()  # want: CKO103


def by_itself():
    conf = BY_ITSELF
    conf["key"] = ""
    headers = {"Authorization": f"Bearer {conf['key']}"}
    requests.get(f"{BY_ITSELF['url']}/workflows", headers=headers, timeout=5).raise_for_status()  # want: CKO103
