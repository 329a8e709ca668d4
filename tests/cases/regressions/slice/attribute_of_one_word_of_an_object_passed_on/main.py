from http_ import call
from config import settings


def workflows():
    call(settings, "/workflows")
