from django.http import JsonResponse
import requests
from shop.payments.auth import bearer
def payment(request, pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": "Bearer " + bearer()})
    if not r.ok:
        return JsonResponse({"error": r.status_code}, status=502)
    return JsonResponse(r.json())
