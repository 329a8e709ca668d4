import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import copy

public = copy.deepcopy(H)
public["Authorization"] = f"Bearer {os.environ['CKO_PUBLIC_KEY']}"
requests.post("https://api.sandbox.checkout.com/tokens", json={}, headers=public).raise_for_status()
requests.post("https://api.sandbox.checkout.com/payments", json={}, headers=H).raise_for_status()
