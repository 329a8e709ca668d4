import os

SCHEME = "https://"
HOST = "api.checkout.com"
LIVE_URL = "https://" + "api.sandbox.checkout.com/payments"  # want: CKO303
LIVE_B = "https://api.sandbox.checkout.com/payments"  # want: CKO303
LIVE_C = SCHEME + "api.sandbox.checkout.com"  # want: CKO303
LIVE_D = "https://api.checkout.com" + "/sandbox.checkout.com"
LIVE_E = "https://api.checkout.com" + os.environ["PATH_OF_API"] + "api.sandbox.checkout.com"
SANDBOX_F = "https://{}/x".format("api.checkout.com")
SANDBOX_G = "https://api.sandbox.checkout.com{}".format(HOST)
SANDBOX_H = "/".join(["https://api.checkout.com", "payments"])  # want: CKO303
SANDBOX_I = "/".join(["https:/", "api.sandbox.checkout.com", "payments"])
SANDBOX_J = "https://%sapi.sandbox.checkout.com" % os.environ["PREFIX"]
