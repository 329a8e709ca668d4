"""The abstract interpreter: runs functions of the slice on sets of values. It knows Python, no library and nothing of Checkout.com."""
