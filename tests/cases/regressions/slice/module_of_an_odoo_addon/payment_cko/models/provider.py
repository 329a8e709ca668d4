"""Odoo has the packages of all addons below its own; the fields of a record are what the database has."""

import logging

import requests
from odoo import fields, models
from odoo.addons.payment_cko import hosts

_logger = logging.getLogger(__name__)


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    cko_secret_key = fields.Char(string="Secret key")
    cko_public_key = fields.Char(string="Public key")

    def _host(self):
        return hosts.HOSTS["enabled" if self.state == "enabled" else "test"]

    def _cko_workflows(self):
        headers = {"Authorization": f"Bearer {self.cko_secret_key}"}
        found = requests.get(f"{self._host()}/workflows", headers=headers, timeout=10)
        found.raise_for_status()
        return found.json()

    def _cko_disputes(self):
        headers = {"Authorization": f"Bearer {self.cko_public_key}"}
        found = requests.get(f"{self._host()}/workflows", headers=headers, timeout=10)  # want: CKO501
        found.raise_for_status()
        return found.json()

    def _cko_payments(self, endpoint):
        headers = {"Authorization": f"Bearer{self.cko_secret_key}"}
        _logger.info("sending %s", headers)  # want: CKO208
        found = requests.get(f"{self._host()}/payments/{endpoint}", headers=headers, timeout=10)  # want: CKO102
        found.raise_for_status()
        return found.json()
