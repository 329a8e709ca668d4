from django.urls import path
from guard import guarded
from views import *

urlpatterns = [path("p/<pid>", guarded(show)), path("v/<pid>", void)]
