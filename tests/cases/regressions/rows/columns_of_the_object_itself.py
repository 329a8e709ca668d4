"""What a class of a model has for a column is, on an object, what its row has there."""

import requests
from django.db import models
from sqlalchemy import Column, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

URL = "https://api.checkout.com/workflows"


class Merchant(models.Model):
    secret_key = models.CharField(max_length=80)
    public_key = models.CharField(max_length=80, blank=True, default="")

    def workflows(self):
        found = requests.get(URL, headers={"Authorization": f"Bearer {self.secret_key}"}, timeout=3)
        found.raise_for_status()
        print(self.secret_key)  # want: CKO208
        return found.json()

    def with_the_public_key(self):
        found = requests.get(URL, headers={"Authorization": f"Bearer {self.public_key}"}, timeout=3)  # want: CKO501
        found.raise_for_status()
        return found.json()


class Base(DeclarativeBase):
    pass


class Account(Base):
    secret_key: Mapped[str] = mapped_column(String(80))
    public_key = Column(String(80), nullable=True)

    def workflows(self):
        found = requests.get(URL, headers={"Authorization": f"Bearer {self.secret_key}"}, timeout=3)
        found.raise_for_status()
        return found.json()

    def with_the_public_key(self):
        found = requests.get(URL, headers={"Authorization": f"Bearer {self.public_key}"}, timeout=3)  # want: CKO501
        found.raise_for_status()
        return found.json()
