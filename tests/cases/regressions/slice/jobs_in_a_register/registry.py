JOBS = []

def job(f):
    JOBS.append(f)
    return f
