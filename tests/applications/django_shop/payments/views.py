import logging

from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from payments.errors import PaymentError
from payments.gateway import Gateway

log = logging.getLogger(__name__)


class OrderSerializer(serializers.Serializer):
    token = serializers.CharField()
    amount = serializers.IntegerField(min_value=1)
    currency = serializers.CharField(max_length=3)
    order = serializers.CharField()


def _failed(error):
    log.error("Checkout.com refused: %s", error)
    code = status.HTTP_503_SERVICE_UNAVAILABLE if error.is_our_fault else status.HTTP_402_PAYMENT_REQUIRED
    return Response({"error": error.codes}, status=code)


class PaymentView(APIView):
    def post(self, request):
        serializer = OrderSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        order = serializer.validated_data
        source = {"type": "token", "token": order["token"]}
        try:
            payment = Gateway().request_payment(source, order["amount"], order["currency"], order["order"])
        except PaymentError as error:
            return _failed(error)
        return Response({"id": payment["id"], "status": payment["status"]}, status=status.HTTP_201_CREATED)


class RefundView(APIView):
    def post(self, request, payment_id):
        gateway = Gateway()
        try:
            payment = gateway.payment(payment_id)
            refund = gateway.refund(payment_id, payment["amount"], payment["reference"])
        except PaymentError as error:
            return _failed(error)
        return Response({"action": refund["action_id"]})
