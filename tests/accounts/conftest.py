"""Fixtures of the accounts' tests."""

from tests.helpers.secret_service import secret_service as secret_service
