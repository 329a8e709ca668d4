import settings

if not settings.LIVE and settings.URL != "https://api.sandbox.checkout.com":
    raise SystemExit("no")
