from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses

from corpus.web.network import is_public

# What the standard library calls global, and nobody publishes from.
GLOBAL_4 = [*map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"))]
GLOBAL_6 = [*map(IPv6Network, ("2001::/23", "2002::/16", "3fff::/20"))]


@given(ip_addresses(v=4))
def test_ipv4_is_public_where_the_standard_library_says_global(address: IPv4Address) -> None:
    usual = address.is_global and not address.is_multicast
    assert is_public(address) == (usual and not any(address in it for it in GLOBAL_4))


@given(ip_addresses(v=6, network="2000::/3"))
def test_ipv6_unicast_is_public_where_the_standard_library_says_global(
    address: IPv6Address,
) -> None:
    assert is_public(address) == (address.is_global and not any(address in it for it in GLOBAL_6))


@given(ip_addresses(v=6))
def test_ipv6_outside_of_unicast_is_public_through_nat64_alone(address: IPv6Address) -> None:
    if address not in IPv6Network("2000::/3") and address not in IPv6Network("64:ff9b::/96"):
        assert not is_public(address)


@given(ip_addresses(v=4))
def test_nat64_is_as_public_as_what_it_leads_to(address: IPv4Address) -> None:
    through = IPv6Address(int(IPv6Address("64:ff9b::")) + int(address))
    assert is_public(through) == is_public(address)


@given(ip_addresses(v=4))
def test_no_other_embedding_of_ipv4_is_public(address: IPv4Address) -> None:
    number = int(address)
    teredo = int(IPv6Address("2001::")) | (number ^ 0xFFFFFFFF)
    six_to_four = int(IPv6Address("2002::")) | number << 80
    mapped = int(IPv6Address("::ffff:0:0")) | number
    local_nat64 = int(IPv6Address("64:ff9b:1::")) | number
    for whole in (teredo, six_to_four, mapped, local_nat64, number):
        assert not is_public(IPv6Address(whole))


@pytest.mark.parametrize(
    "number",
    [
        "1.1.1.1",
        "103.21.244.9",
        "223.255.255.255",
        "2606:4700::6810:84e5",
        "2404:6800:4003:c00::93",
    ],
)
def test_what_the_internet_uses_is_public(number: str) -> None:
    assert is_public(ip_address(number))
