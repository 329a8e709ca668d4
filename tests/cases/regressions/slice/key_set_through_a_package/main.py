import boot
from app import client
print(client.get("/payments/x"))
