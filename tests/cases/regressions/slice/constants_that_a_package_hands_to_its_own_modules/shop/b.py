from shop import BASE

LINKS = BASE + "payment-links"
