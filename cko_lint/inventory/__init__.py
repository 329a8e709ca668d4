"""What a program asks of Checkout.com: its requests as rows, and what its credentials have to be allowed for them."""
