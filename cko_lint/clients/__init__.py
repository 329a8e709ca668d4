"""What calls of HTTP libraries and of Checkout.com's SDK mean: one module a library."""
