"""The two clients of the platform: one moves money between entities, one converts currencies."""

import os
from enum import Enum
from functools import cached_property

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.oauth_scopes import OAuthScopes


class Stage(Enum):
    SANDBOX = "sandbox"
    LIVE = "live"

    @classmethod
    def current(cls):
        return cls(os.environ["PAYOUTS_STAGE"])

    @property
    def environment(self):
        return Environment.production() if self is Stage.LIVE else Environment.sandbox()


class Clients:
    def __init__(self, stage=None):
        self.stage = stage or Stage.current()

    def _builder(self):
        return (
            CheckoutSdk.builder()
            .oauth()
            .client_credentials(
                client_id=os.environ["CKO_CLIENT_ID"],
                client_secret=os.environ["CKO_CLIENT_SECRET"],
            )
            .environment(self.stage.environment)
            .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
        )

    @cached_property
    def transfers(self):
        return self._builder().scopes([OAuthScopes.TRANSFERS, OAuthScopes.BALANCES_VIEW]).build()

    @cached_property
    def rates(self):
        return self._builder().scopes([OAuthScopes.FX]).build()
