import os
from locust import FastHttpUser, TaskSet, task
class U(FastHttpUser):
    host = "https://api.sandbox.checkout.com"
    def on_start(self):
        self.client.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    @task
    def hooks(self):
        self.client.get("/workflows")
