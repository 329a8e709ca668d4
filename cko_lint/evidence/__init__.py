"""What a URL, a header, a name or a test of a status proves about a request to Checkout.com."""
