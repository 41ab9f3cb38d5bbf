"""Where one signs in. Only those of allauth's pages that are used have an address; their names are allauth's."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from pejling.people import views
from pejling.people.limits import opened_by_link
from pejling.people.views import PasswordFromLink, TwoStepsBegun
from pejling.people.views import with_our_manners as ours

urlpatterns = [
    path("konto/log-ind", ours(account.login), name="account_login"),
    path("konto/log-af", ours(account.logout), name="account_logout"),
    path("konto/lukket", ours(account.account_inactive), name="account_inactive"),
    path("konto/bekraeftelse", ours(account.reauthenticate), name="account_reauthenticate"),
    path("konto/adgangskode", ours(account.password_change), name="account_change_password"),
    path("konto/adgangskode/foerste", ours(account.password_set), name="account_set_password"),
    path("konto/adgangskode/glemt", ours(account.password_reset), name="account_reset_password"),
    path(
        "konto/adgangskode/glemt/sendt", ours(account.password_reset_done), name="account_reset_password_done"
    ),
    path(
        "konto/adgangskode/glemt/skiftet",
        ours(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^konto/adgangskode/glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        opened_by_link(ours(PasswordFromLink.as_view())),
        name="account_reset_password_from_key",
    ),
    path("konto/to-trin", ours(mfa.index), name="mfa_index"),
    path("konto/to-trin/kode", ours(mfa.authenticate), name="mfa_authenticate"),
    path("konto/to-trin/bekraeftelse", ours(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("konto/to-trin/telefon", ours(TwoStepsBegun.as_view()), name="mfa_activate_totp"),
    path("konto/to-trin/telefon/fravalg", ours(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("konto/to-trin/noedkoder", ours(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "konto/to-trin/noedkoder/nye", ours(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "konto/to-trin/noedkoder/fil", ours(codes.download_recovery_codes), name="mfa_download_recovery_codes"
    ),
    path("sprog", views.language, name="set_language"),
    path("konto/profil", views.profile, name="profile"),
    path("konto/e-mail", views.address, name="address"),
    path("konto/e-mail/<str:token>", views.address_confirmation, name="address_confirmation"),
    path("konto/andre-steder", views.signing_out, name="signing_out"),
    path("konto/invitation/<str:token>", views.invitation, name="invitation"),
]
