"""Fixtures of the accounts' tests."""

from tests.keyring_service import secret_service as secret_service
