class Config:
    CHECKOUT_URL = "https://api.sandbox.checkout.com"
    CHECKOUT_SECRET_KEY = "sk_sbox_hp7zrb7kptqb4whv4t3pi3lib24"  # want: CKO201


class DevelopmentConfig(Config):
    DEBUG = True


class ProductionConfig(Config):
    CHECKOUT_URL = "https://api.checkout.com"


config = {"development": DevelopmentConfig, "production": ProductionConfig, "default": DevelopmentConfig}
