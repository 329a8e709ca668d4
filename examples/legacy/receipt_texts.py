"""What is printed on receipts; payments are taken by api.checkout.com."""

THANKS = {"de": "Vielen Dank für Ihren Einkauf", "fr": "Merci et à bientôt", "es": "Gracias, señor"}
