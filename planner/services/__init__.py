"""The services that send newsletters: their tags, their template languages, and how each is told who is to be written to."""

from planner.services.filters import filters
from planner.services.finishing import Form, as_read, finished
from planner.services.known import ALL, service
from planner.services.service import Service

__all__ = ["ALL", "Form", "Service", "as_read", "filters", "finished", "service"]
