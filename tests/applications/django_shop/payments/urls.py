from django.urls import path

from payments.views import PaymentView, RefundView

urlpatterns = [
    path("payments/", PaymentView.as_view()),
    path("payments/<str:payment_id>/refunds/", RefundView.as_view()),
]
