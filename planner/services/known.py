"""Every service that we know."""

from __future__ import annotations

from planner.services import brevo, buttondown, kit, listmonk, mailchimp, plain, sendgrid
from planner.services.service import Service

ALL = (
    plain.SERVICE,
    listmonk.SERVICE,
    buttondown.SERVICE,
    mailchimp.SERVICE,
    kit.SERVICE,
    brevo.SERVICE,
    sendgrid.SERVICE,
)
_BY_NAME = {service.name: service for service in ALL}


def service(name: str) -> Service:
    """The service of that name."""
    return _BY_NAME[name]
