"""The settings of a municipality in use, with one address more: the floor."""

from pejling.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
