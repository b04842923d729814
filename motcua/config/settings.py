"""Settings, from the environment only. `MOTCUA_MODE` is `production` (default), `demo` or `test`."""

from datetime import timedelta
from pathlib import Path

from motcua.config import environment
from motcua.ui.strictness import Undefined

ENVIRONMENT = environment.read()
MODE = ENVIRONMENT.mode
TRAINING = MODE == "training"
DEMO = MODE == "demo" or TRAINING  # invented people, demonstration vendors, one-click log-ins
HOME = ENVIRONMENT.home
FILES_URL = ENVIRONMENT.files_url
SCANNER_URL = ENVIRONMENT.scanner_url
EID_ISSUER = ENVIRONMENT.eid_issuer
EID_CLIENT_ID = ENVIRONMENT.eid_client_id
EID_CLIENT_SECRET = ENVIRONMENT.eid_client_secret
OWN_PORTAL = ENVIRONMENT.own_portal
KIOSKS = ENVIRONMENT.kiosks

BASE_DIR = Path(__file__).resolve().parent.parent
# More is not read at all, so that nobody fills the disk before a view has looked; files have their own limit (papers).
MOST_REQUEST_BYTES = 200 * 1024**2
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.old_secret_keys
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_cotton",
    "django_htmx",
    "motcua.kernel",
    "motcua.journal",
    "motcua.ui",
    "motcua.worktime",
    "motcua.organisation",
    "motcua.parties",
    "motcua.forms",
    "motcua.papers",
    "motcua.catalogue",
    "motcua.accounts",
    "motcua.dossier",
    "motcua.process",
    "motcua.intake",
    "motcua.archive",
    "motcua.payments",
    "motcua.passing",
    "motcua.postal",
    "motcua.sharing",
    "motcua.voice",
    "motcua.certification",
    "motcua.counter",
    "motcua.insight",
    "motcua.notices",
    "motcua.portal",
    "motcua.desk",
    "motcua.office",
    "motcua.control",
    "motcua.transfer",
]

MIDDLEWARE = [
    "motcua.config.proxies.BelievedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.ui.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.accounts.middleware.AtWork",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "motcua.ui.middleware.Answers",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.ui.context.shell",
            ],
            "string_if_invalid": Undefined("%s") if MODE == "test" else "",
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database}

# One zone, local instants without a zone everywhere: see kernel.clock.
USE_TZ = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "config" / "locale", BASE_DIR / "cli" / "locale"]
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Figures are written by the filters of `ui`; an id in an attribute must stay what it is.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["motcua.ui.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "static/"
STATIC_ROOT = None if MODE == "test" else HOME / "static"
# Tests take the files where they lie. Otherwise `ui.delivery.collect` puts them, compressed and under names with their
# digest, into the home, so that browsers may keep them for ever.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = MODE == "test"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "motcua.ui.storage.DigestNamed"
    },
}
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if MODE == "test":  # nobody attacks a test, and a slow digest is most of what a log-in costs
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Five wrong passwords close that name from that address for a quarter of an hour, so nobody can lock out others.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "motcua.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["code", "state"]  # what a failed log-in of a citizen bore stays out of its record
AXES_VERBOSE = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# In production what logs somebody in travels encrypted only, unless the house says that it has a network of its own.
OWN_AUTHORITY = ENVIRONMENT.own_authority
ENCRYPTED = MODE == "production" and (bool(OWN_AUTHORITY) or not ENVIRONMENT.plain_http)
if TRAINING:  # browsers do not tell two ports of one machine apart: the live house's cookies are left alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "training_sessionid", "training_csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENCRYPTED
# A browser that was told to insist on HTTPS never again shows who does not trust the house's own authority yet.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENCRYPTED and not OWN_AUTHORITY else 0
PROXIES = ENVIRONMENT.proxies
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "motcua.ui.answers.stale_form"
LOGIN_URL = "accounts:login"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
