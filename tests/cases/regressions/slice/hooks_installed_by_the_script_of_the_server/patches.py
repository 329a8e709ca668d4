import pool
def check(r, *a, **k):
    r.raise_for_status()
pool.http.hooks["response"] = [check]
