//! Which IP addresses may be connected to: the public internet, and the house's own network if somebody says so.
//!
//! Invariant: an IPv4 address is judged alike in every form in which IPv6 carries it, and what no table names is refused.
//! Cost: a few comparisons. After: IANA's special-purpose address registries; RFC 6890, 4291, 6052, 4380, 3056, 5214.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a range is for us.
#[derive(Clone, Copy, PartialEq)]
enum Range {
    /// Somebody's own network: only where that is allowed.
    Private,
    /// Not even then: nothing that serves a feed lives there, and the data of a cloud machine's keeper do (169.254).
    Never,
}
use Range::{Never, Private};

/// The first range that holds the address decides.
const RANGES_4: &[(Ipv4Addr, u32, Range, &str)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, Never, "“this network”"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, Private, "a private network"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, Private, "a provider's inner network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, Private, "this machine"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, Never, "link-local"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, Private, "a private network"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, Never, "kept for protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, Never, "for documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, Never, "a relay of 6to4"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, Private, "a private network"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, Never, "for benchmarks"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, Never, "for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, Never, "for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, Never, "multicast"),
    (Ipv4Addr::new(255, 255, 255, 255), 32, Never, "broadcast"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, Never, "reserved"),
];

/// As above; what is outside 2000::/3 and not named here is refused too.
const RANGES_6: &[(Ipv6Addr, u32, Range, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, Never, "no address"),
    (Ipv6Addr::LOCALHOST, 128, Private, "this machine"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, Private, "a private network"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, Never, "link-local"),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, Never, "site-local"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, Never, "multicast"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, Never, "for documentation"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, Never, "for documentation"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, Never, "kept for protocols"),
];

/// Whether it may be connected to; if not, what it is. `private`: whether this machine and private networks may be.
pub fn judge(address: IpAddr, private: bool) -> Result<(), &'static str> {
    match address {
        IpAddr::V4(address) => judge_4(address, private),
        IpAddr::V6(address) => judge_6(address, private),
    }
}

fn judge_4(address: Ipv4Addr, private: bool) -> Result<(), &'static str> {
    let held = |base: Ipv4Addr, length: u32| (address.to_bits() ^ base.to_bits()) >> (32 - length) == 0;
    match RANGES_4.iter().find(|(base, length, ..)| held(*base, *length)) {
        Some((.., range, name)) if !(private && *range == Private) => Err(name),
        _ => Ok(()),
    }
}

fn judge_6(address: Ipv6Addr, private: bool) -> Result<(), &'static str> {
    let carried = carried(address);
    for inner in carried.iter().flatten() {
        judge_4(*inner, private)?;
    }
    let held = |base: Ipv6Addr, length: u32| (address.to_bits() ^ base.to_bits()) >> (128 - length) == 0;
    let wraps = carried[0].is_some() && !held(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10);
    match RANGES_6.iter().find(|(base, length, ..)| held(*base, *length)) {
        // Teredo lies in 2001::/23.
        Some((.., "kept for protocols")) if wraps => Ok(()),
        Some((.., range, name)) if !(private && *range == Private) => Err(name),
        Some(_) => Ok(()),
        None if wraps || held(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3) => Ok(()),
        None => Err("not assigned"),
    }
}

/// The IPv4 addresses that an IPv6 address stands for or goes through. The first is there where the whole address is
/// a form of IPv4; the second may lie in any network.
fn carried(address: Ipv6Addr) -> [Option<Ipv4Addr>; 3] {
    let from = |high: u16, low: u16| Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    let segments = address.segments();
    let within = match segments {
        // ISATAP: the last four bytes of what may be any network's address.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => from(high, low),
        _ => None,
    };
    match segments {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => [None, None, None],
        // Mapped, compatible, translated (SIIT), and NAT64's well-known prefix.
        [0, 0, 0, 0, 0, 0xffff | 0, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => [from(high, low), within, None],
        [0x2002, high, low, ..] => [from(high, low), within, None],
        // Teredo: the server in clear, the client with every bit turned.
        [0x2001, 0, high, low, _, _, client_high, client_low] => {
            [from(high, low), within, from(!client_high, !client_low)]
        }
        _ => [None, within, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (address, expected) = line.split_once(' ').expect("an address and what it is");
            let address: IpAddr = address.parse().expect(line);
            let found = match (judge(address, false), judge(address, true)) {
                (Ok(()), Ok(())) => "public".to_string(),
                (Err(name), Ok(())) => format!("if allowed: {name}"),
                (_, Err(name)) => format!("never: {name}"),
            };
            assert_eq!(found, expected.trim(), "{address}");
        }
    }

    #[test]
    fn every_address_has_its_place() {
        check(
            "
            8.8.8.8                    public
            172.32.0.1                 public
            100.128.0.1                public
            2606:4700::1111            public
            127.0.0.1                  if allowed: this machine
            192.168.1.7                if allowed: a private network
            100.64.0.1                 if allowed: a provider's inner network
            ::1                        if allowed: this machine
            fd12:3456::1               if allowed: a private network
            169.254.169.254            never: link-local
            0.0.0.0                    never: “this network”
            255.255.255.255            never: broadcast
            250.1.1.1                  never: reserved
            198.19.255.255             never: for benchmarks
            ::                         never: no address
            fe80::1                    never: link-local
            fe80::5efe:808:808         never: link-local
            fec0::1                    never: site-local
            ff02::1                    never: multicast
            2001:db8::1                never: for documentation
            2001:2::1                  never: kept for protocols
            100::1                     never: not assigned
            64:ff9b:1::808:808         never: not assigned
            ",
        );
    }

    #[test]
    fn a_wrapped_address_is_what_it_wraps() {
        check(
            "
            ::ffff:8.8.8.8             public
            ::ffff:127.0.0.1           if allowed: this machine
            ::127.0.0.1                if allowed: this machine
            ::ffff:0:10.0.0.1          if allowed: a private network
            64:ff9b::8.8.8.8           public
            64:ff9b::10.0.0.1          if allowed: a private network
            64:ff9b::169.254.169.254   never: link-local
            2002:a00:1::1              if allowed: a private network
            2002:808:808::1            public
            2001:0:808:808::f7f7:f7f7  public
            2001:0:808:808::f5ff:fffe  if allowed: a private network
            2606::5efe:10.0.0.1        if allowed: a private network
            ",
        );
    }

    fn forms(inner: Ipv4Addr, rest: u64) -> Vec<IpAddr> {
        let bits = u128::from(inner.to_bits());
        let rest = u128::from(rest);
        let public = 0x0808_0808;
        let six = [
            0xffff << 32 | bits,
            bits,
            0xffff << 48 | bits,
            0x64 << 112 | 0xff9b << 96 | bits,
            0x2002 << 112 | bits << 80 | rest,
            0x2001 << 112 | bits << 64 | (rest >> 32) << 32 | u128::from(!0x0808_0808_u32),
            0x2001 << 112 | public << 64 | (rest >> 32) << 32 | u128::from(!inner.to_bits()),
            0x2606 << 112 | 0x5efe << 32 | bits,
        ];
        let six = six.into_iter().map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)));
        std::iter::once(IpAddr::V4(inner)).chain(six).collect()
    }

    /// The standard library's word, so that the table is not its own judge.
    fn special(address: Ipv4Addr) -> bool {
        let own = address.is_private() || address.is_loopback() || address.is_link_local();
        own || address.is_multicast()
            || address.is_broadcast()
            || address.is_documentation()
            || address.octets()[0] == 0
    }

    proptest! {
        #[test]
        fn no_address_of_a_refused_range_passes_in_any_form(which in 0..RANGES_4.len(), low: u32, rest: u64) {
            let (base, length, range, _) = RANGES_4[which];
            let mask = u32::MAX.checked_shr(length).unwrap_or(0);
            let inner = Ipv4Addr::from_bits(base.to_bits() | (low & mask));
            for form in forms(inner, rest) {
                prop_assert!(judge(form, false).is_err(), "{form}");
                prop_assert!(range == Private || judge(form, true).is_err(), "{form}");
            }
        }

        #[test]
        fn no_address_of_a_refused_range_of_six_passes(which in 0..RANGES_6.len(), low: u128) {
            let (base, length, range, name) = RANGES_6[which];
            let mask = u128::MAX.checked_shr(length).unwrap_or(0);
            let address = Ipv6Addr::from_bits(base.to_bits() | (low & mask));
            let teredo = address.segments()[..2] == [0x2001, 0];
            if !(teredo && name == "kept for protocols") {
                prop_assert!(judge(address.into(), false).is_err(), "{address}");
                prop_assert!(range == Private || judge(address.into(), true).is_err(), "{address}");
            }
        }

        #[test]
        fn what_the_standard_library_calls_special_is_refused(bits: u32, rest: u64) {
            let inner = Ipv4Addr::from_bits(bits);
            if special(inner) {
                for form in forms(inner, rest) {
                    prop_assert!(judge(form, false).is_err(), "{form}");
                }
            }
        }
    }
}
