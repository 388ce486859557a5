"""Which network addresses may be fetched from: none that leads into a private network.

A web page can redirect to, and a name can resolve to, a machine that only we can reach. So a name is resolved here,
every address it has is judged, and the connection then goes to the very address that was judged.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from graph.errors import BadInput

_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in the last 32 bits


def resolve(host: str, port: int, private: bool) -> list[str]:
    """Return the addresses of a host.

    Parameters
    ----------
    private : bool
        Allow addresses that are not public.

    Raises
    ------
    BadInput
        The name does not resolve, or not only to public addresses.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise BadInput(f"the name {host!r} does not resolve") from None
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    if not private:
        for address in addresses:
            if not is_public(address):
                raise BadInput(f"{host!r} is not a public address; TECHTRADE_FETCH_PRIVATE=1 allows it")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet."""
    ip = ip_address(address.split("%")[0])
    if isinstance(ip, IPv6Address):
        inner = _carried(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or (isinstance(ip, IPv6Address) and ip.is_site_local)
    )


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for."""
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in _TRANSLATED or (int(ip) >> 32 == 0 and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return None
