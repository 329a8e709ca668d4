class PaymentRequest: pass
