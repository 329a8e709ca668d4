class Config:
    CHECKOUT_URL = "https://api.sandbox.checkout.com"
    CHECKOUT_SECRET_KEY = ""


class DevelopmentConfig(Config):
    DEBUG = True


class ProductionConfig(Config):
    CHECKOUT_URL = "https://api.checkout.com"


config = {"development": DevelopmentConfig, "production": ProductionConfig, "default": DevelopmentConfig}
