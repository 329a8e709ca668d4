import logging
import os

import requests
from flask import jsonify, redirect

API = "https://api.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
log = logging.getLogger(__name__)
_client = None


class GatewayError(Exception):
    pass


class Failure:
    pass


def get(path):
    response = requests.get(API + path, headers=HEADERS)
    response.raise_for_status()
    return response.json()


def named():
    try:
        return get("/workflows")
    except requests.HTTPError:
        return Failure()


def answered():
    try:
        return jsonify(get("/workflows"))
    except requests.HTTPError:
        return jsonify({}), 502


def sent_away():
    try:
        return jsonify(get("/workflows"))
    except requests.HTTPError:
        return redirect("/trouble")


def succeeded():
    try:
        get("/workflows")
    except requests.HTTPError:
        return {"ok": False}
    return {"ok": True}


def counted(metrics):
    found = None
    try:
        found = get("/workflows")
    except requests.HTTPError:
        pass
    finally:
        metrics.count("workflows", ok=found is not None)
    return found


def looked_at():
    workflows = {}
    try:
        workflows = get("/workflows")
    except requests.HTTPError:
        workflows = {}
    if not workflows:
        raise RuntimeError("no workflows")
    return {"workflows": workflows}


def status_before():
    status = "refused"
    try:
        get("/workflows")
        status = "done"
    except requests.HTTPError:
        pass
    return {"status": status}


def client():
    global _client
    if _client is None:
        try:
            _client = get("/workflows")
        except requests.HTTPError:
            pass
    return _client


def is_ready():
    return _client is not None


def translated():
    try:
        return get("/disputes")
    except requests.HTTPError as error:
        raise GatewayError from error


def logged():
    try:
        return translated()
    except GatewayError as error:
        log.error("refused: %s", error.__cause__)
        return None


def told_before():
    try:
        return get("/reports")
    except requests.HTTPError as error:
        log.error("refused")
        raise GatewayError from error


def quiet_after():
    try:
        return told_before()
    except GatewayError:
        return None
