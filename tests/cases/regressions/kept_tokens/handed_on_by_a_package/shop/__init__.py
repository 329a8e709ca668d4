from .tokens import token
