from client import Client
from config import Settings


def workflows():
    Client(Settings()).call("/workflows")
