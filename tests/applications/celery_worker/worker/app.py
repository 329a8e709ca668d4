import os

from celery import Celery

app = Celery("worker", broker=os.environ["BROKER_URL"], include=["worker.captures", "worker.reports"])
app.conf.task_acks_late = True
