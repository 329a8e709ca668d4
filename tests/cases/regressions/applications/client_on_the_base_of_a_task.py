from celery import Celery, Task
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

app = Celery("x")


class CheckoutTask(Task):
    _api = None

    @property
    def api(self):
        if self._api is None:
            self._api = CheckoutSdk.builder().secret_key("").environment(Environment.sandbox()).build()  # want: CKO103
        return self._api


@app.task(base=CheckoutTask, bind=True)
def capture(self, pid):
    self.api.payments.capture_payment(pid)  # want: CKO402
