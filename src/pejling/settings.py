"""Settings of a Pejling installation: all of them come from the environment, each with a default that is safe at home.

`pejling check` reads them back to the operator; docs/operators/settings.md lists them (a test holds the two together).
"""

import secrets
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from pejling.core.mail_server import mail_settings

env = Env()

PACKAGE = Path(__file__).resolve().parent
DATA = Path(env.str("PEJLING_DATA", "data")).resolve()


def _secret_key() -> str:
    """The key from the environment, or one that is made once and kept readable by its owner only."""
    if given := env.str("PEJLING_SECRET_KEY", ""):
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = env.bool("PEJLING_DEBUG", False)
BASE_URL = env.str("PEJLING_BASE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = env.list(
    "PEJLING_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(BASE_URL).hostname or ""]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO = env.bool("PEJLING_DEMO", False)

OWN_APPS = [
    "core",
    "web",
    "people",
    "activity",
    "search",
    "files",
    "organisation",
    "desk",
    "direction",
    "chain",
    "initiatives",
    "agreements",
    "meetings",
    "conversations",
    "insight",
    "portal",
    "demo",
]
OWN_APPS = [app for app in OWN_APPS if (PACKAGE / app).is_dir()]

INSTALLED_APPS = [
    *[f"pejling.{app}" for app in OWN_APPS],
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "django_prose_editor",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "pejling.web.proxies.believe_proxies_alone",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pejling.web.kept_pages.keep_public_pages",
    "pejling.web.caching.keep_nothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pejling.web.language.in_the_readers_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pejling.web.unsaved.KeepWhatWasTyped",
    "pejling.web.once.AnswerOnce",
    "pejling.core.request_cache.middleware",
]

KEEP_PUBLIC_PAGES = True

ROOT_URLCONF = "pejling.urls"
CSRF_FAILURE_VIEW = "pejling.web.errors.forged"
WSGI_APPLICATION = "pejling.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / app / "templates" for app in OWN_APPS],
        "OPTIONS": {
            "environment": "pejling.web.jinja.environment",
            "context_processors": ["pejling.web.stamps.in_forms"],
        },
    },
    {
        # Only for the templates that libraries bring: allauth's mails and the editor's widget.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

FORM_RENDERER = "pejling.web.controls.Renderer"

if env.str("DATABASE_URL", "sqlite:").partition(":")[0] not in ("sqlite", "postgres", "postgresql"):
    raise ImproperlyConfigured(
        "DATABASE_URL begynder med sqlite: eller postgres:, for andre databaser kan ikke bruges"
    )
# A connection is kept from page to page: to open one costs as much as a page's queries together, on either database.
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / 'pejling.sqlite3'}", conn_max_age=60)
}
if not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured(
        "DATABASE_URL nævner ingen database, fx postgres://bruger:adgangskode@maskine/pejling"
    )
SYNCHRONOUS = "OFF" if DEMO else "FULL"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Many people may save at once: a write waits its turn from its first statement (IMMEDIATE) instead of failing at its
    # last, and what is acknowledged is on the disk (FULL) - in the demo, where nothing is worth the wait, when it comes.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SYNCHRONOUS}; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
# The e-mail is unique, whatever the case of its letters, by a constraint that Django's check does not look for.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["pejling.people.backends.AddressBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pejling.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Addresses are kept on the person alone, written by the secretariat or confirmed through a link (pejling.people.actions).
# allauth's own table of them is neither written nor asked, by a password link or by sign-in in two steps either.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "pejling.people.links.PasswordTokens"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "pejling.people.forms.LoginForm",
    "reauthenticate": "pejling.people.forms.ReauthenticateForm",
    "reset_password": "pejling.people.forms.ResetPasswordForm",
    "reset_password_from_key": "pejling.people.forms.ResetPasswordKeyForm",
    "change_password": "pejling.people.forms.ChangePasswordForm",
    "set_password": "pejling.people.forms.SetPasswordForm",
}
MFA_ADAPTER = "pejling.people.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pejling"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "pejling.people.forms.AuthenticateForm",
    "reauthenticate": "pejling.people.forms.ReauthenticateByCodeForm",
    "activate_totp": "pejling.people.forms.ActivateForm",
    "deactivate_totp": "pejling.people.forms.DeactivateForm",
    "generate_recovery_codes": "pejling.people.forms.RecoveryCodesForm",
}
# Links in mails that nobody knows: whoever tries many waits, as at sign-in (pejling.people.limits).
ACCOUNT_RATE_LIMITS = {"unknown_link": "20/5m/ip"}
# Attempts at sign-in are counted across all processes and machines, hence in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
# A browser that has been here over https comes back over nothing else. Only this host is meant: what the municipality has
# on other names is not ours to decide. Django sends it over https alone.
SECURE_HSTS_SECONDS = env.int("PEJLING_HSTS_DAYS", 365) * 24 * 60 * 60 if SESSION_COOKIE_SECURE else 0
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
# What anybody else says of who asks and over what is forgotten (pejling.web.proxies).
try:
    PROXIES = [ip_network(each.strip()) for each in env.str("PEJLING_PROXIES", "").split(",") if each.strip()]
except ValueError as error:
    raise ImproperlyConfigured("PEJLING_PROXIES er ip-adresser med komma imellem, fx 127.0.0.1") from error
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "uploads"
# While developing, files come from the source folders; `pejling serve` collects them under names that never change.
FROM_SOURCE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "pejling.files.storage.Uploads"},
    "staticfiles": {"BACKEND": FROM_SOURCE if DEBUG else "pejling.web.static_files.StaticFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A proposal is judged with a field for each of its points, and a file may have 60,000 lines.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 65_000
UPLOAD_LIMIT = 50 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "pejling.files.limit.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_FOLDER = DATA / "mails"
if email_url := env.str("EMAIL_URL", ""):
    try:
        vars().update(mail_settings(email_url))
    except ValueError as error:
        example = "smtp+tls://bruger:adgangskode@mail.kommune.dk:587"
        raise ImproperlyConfigured(f"EMAIL_URL er ikke en mailserver som {example}") from error
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(EMAIL_FOLDER)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PEJLING_FROM_EMAIL", "Pejling <pejling@localhost>")

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
if env.str("PEJLING_LOG_LEVEL", "WARNING") not in LOG_LEVELS:
    raise ImproperlyConfigured(f"PEJLING_LOG_LEVEL er et af disse ord: {', '.join(LOG_LEVELS)}")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "pejling.web.log_lines.LogLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": env.str("PEJLING_LOG_LEVEL", "WARNING")},
}
