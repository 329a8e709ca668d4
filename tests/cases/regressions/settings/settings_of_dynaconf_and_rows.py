"""Settings of dynaconf and rows of SQLAlchemy are not known: they may hold the key, or the header."""

from dynaconf import Dynaconf, settings as old
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, Session
from sqlalchemy import select, Column, String
import requests
settings = Dynaconf(envvar_prefix="SHOP", settings_files=["settings.toml", ".secrets.toml"])
class Base(DeclarativeBase): pass
class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret_key: Mapped[str] = mapped_column(String(80))
    base_url: Mapped[str] = mapped_column(default="https://api.checkout.com")
class Old(Base):
    __tablename__ = "old"
    headers = Column(String, default="")
    key = Column(String(80), nullable=False)
def one(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {settings.checkout.secret_key}"})
    r.raise_for_status()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": settings["checkout"]["secret_key"], "Accept": settings.get("ACCEPT", "x")})
    r.raise_for_status()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": settings.CHECKOUT_SECRET_KEY})
    r.raise_for_status()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=old.CHECKOUT.headers)
    r.raise_for_status()
    with settings.using_env("production"):
        r = requests.get(f"{settings.url}/payments/{pid}", headers={"Authorization": settings.as_dict()["KEY"]})
        r.raise_for_status()
    return r.json()
def two(session: Session, pid):
    account = session.get(Account, 1)
    r = requests.get(f"{account.base_url}/payments/{pid}", headers={"Authorization": f"Bearer {account.secret_key}"})
    r.raise_for_status()
    row = session.scalars(select(Old)).first()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": row.key})
    r.raise_for_status()
    account = Account(secret_key=settings.key)
    session.add(account)
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": account.secret_key})
    r.raise_for_status()
    o = session.query(Old).filter_by(key="x").one()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=o.headers)
    r.raise_for_status()
    return r.json()
def three(session, pid):
    account = session.execute(select(Account)).scalar_one()
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"X": account.secret_key})  # want: CKO101
    r.raise_for_status()
