"""Addresses that only the demonstration answers."""

from django.urls import path

from pejling.demo import mails

urlpatterns = [path("demo/mails", mails.mails, name="demo_mails")]
