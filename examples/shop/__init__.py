"""A small bookshop that takes its money through Checkout.com."""
