class Orders:
    def __init__(self, gateway):
        self.gateway = gateway

    def place(self, order):
        paid = self.gateway.pay(order["token"], order["total"], "EUR")
        return {**order, "payment": paid["id"], "approved": paid["approved"]}
