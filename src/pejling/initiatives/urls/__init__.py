"""The addresses of initiatives, in a module per noun."""

from importlib import import_module
from pkgutil import iter_modules

urlpatterns = [
    pattern
    for module in iter_modules(__path__, f"{__name__}.")
    for pattern in import_module(module.name).urlpatterns
]
