import httpx
import httpx._config
httpx._config.DEFAULT_TIMEOUT_CONFIG = httpx.Timeout(30.0)
def get():
    httpx.get("https://api.checkout.com/workflows").raise_for_status()  # want: CKO101
