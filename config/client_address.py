"""From where somebody asks: the address that sign-ins and sessions are kept with."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from django.conf import settings

NETWORK_BITS = 64
"""Whoever has one IPv6 address has a whole network of so many bits, so that network is the address."""


def client_address(meta: Mapping[str, Any]) -> str:
    """The address in a request's ``META``; empty where none can be trusted.

    Behind ``PROXY_HOPS`` proxies it is the entry which the outermost of them wrote, counted from the right of
    ``X-Forwarded-For``: whatever stands left of it the visitor may have made up.
    """
    hops = settings.PROXY_HOPS
    if not hops:
        return _read(str(meta.get("REMOTE_ADDR", "")))
    told = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    return _read(told[-hops]) if len(told) >= hops else ""


def _read(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed, NETWORK_BITS), strict=False))
    return str(address)
