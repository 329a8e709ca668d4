class Settings:
    def __init__(self):
        self.base = "https://api.checkout.com"
