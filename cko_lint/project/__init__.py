"""The project around the files of a run: which files it has, what each of them says, and what of it can reach Checkout.com."""
