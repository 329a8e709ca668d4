"""What Checkout.com is: its keys, hosts, endpoints and SDK, as data. Nothing here knows of syntax or of rules."""
