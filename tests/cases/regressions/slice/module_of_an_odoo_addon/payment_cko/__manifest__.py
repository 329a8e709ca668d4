{"name": "Payments", "depends": ["payment"]}
