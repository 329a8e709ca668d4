"""3-D Secure for the customers of other shops on the marketplace."""

import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException
from checkout_sdk.oauth_scopes import OAuthScopes

log = logging.getLogger(__name__)


def status(session_id: str) -> str:
    try:
        api = (
            CheckoutSdk.builder()
            .oauth()
            .client_credentials(os.environ["CKO_SESSIONS_CLIENT_ID"], os.environ["CKO_SESSIONS_CLIENT_SECRET"])
            .scopes(OAuthScopes.SESSIONS_APP)
            .environment(Environment.sandbox())
            .environment_subdomain("cli_q5yd3n2akuhv")
            .build()
        )
        return api.sessions.get_session_details(session_id).status
    except CheckoutException:
        log.exception("session %s", session_id)
        raise
