"""An AWS Lambda that accepts small disputes and answers the API gateway in front of it."""

import json
import logging

from disputes import DisputeError, accept, find
from responses_out import answer

log = logging.getLogger()
log.setLevel(logging.INFO)

SMALL = 1_000


def handler(event, context):
    dispute_id = event["pathParameters"]["dispute_id"]
    try:
        dispute = find(dispute_id)
        if dispute["amount"] > SMALL:
            return answer(409, {"reason": "too large to accept"})
        accept(dispute_id)
    except DisputeError as error:
        log.error("dispute %s: %s", dispute_id, error)
        return answer(502, {"reason": "payment provider"})
    return answer(200, json.loads(event.get("body") or "{}"))
