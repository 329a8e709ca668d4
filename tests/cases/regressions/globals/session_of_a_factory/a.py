import os, requests
import gateway
def main(factory):
    gateway.session = factory()
    gateway.hooks()
