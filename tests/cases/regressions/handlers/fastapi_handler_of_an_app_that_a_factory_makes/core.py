from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app():
    app = FastAPI(title="x")
    app.add_middleware(CORSMiddleware)
    return app
