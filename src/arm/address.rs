//! Addresses: IPv4, IPv6, host names and ranges. The parsers of the standard library cost more weight in
//! the module than these, which are compared with them in the tests.

use crate::diagnostics::{cut, find_word, has_any, pieces};

/// What a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// An IPv4 address.
    V4(u32),
    /// An IPv6 address, its eight groups.
    V6([u16; 8]),
    /// A host name of the domain name system.
    Name,
}

/// A range of IPv4 addresses as it is written: `10.0.0.0/16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The address before the slash.
    pub address: u32,
    /// The number behind the slash, 0 to 32.
    pub prefix: Option<u32>,
}

/// Ranges that cannot be reached from outside: this host, private, shared, loopback, link-local,
/// documentation.
const PRIVATE: [(u32, u32); 10] = [
    (0x0000_0000, 8),
    (0x0a00_0000, 8),
    (0x6440_0000, 10),
    (0x7f00_0000, 8),
    (0xa9fe_0000, 16),
    (0xac10_0000, 12),
    (0xc000_0200, 24),
    (0xc0a8_0000, 16),
    (0xc633_6400, 24),
    (0xcb00_7100, 24),
];

/// Reads a dotted quad. Leading zeros are taken, as the patterns of the API do.
#[must_use]
pub fn ipv4(text: &str) -> Option<u32> {
    let (mut address, mut count) = (0_u32, 0_u32);
    for word in pieces(text, b'.') {
        address = (address << 8) | number(word, 10, 3).filter(|octet| *octet < 256)?;
        count = count.saturating_add(1);
    }
    (count == 4).then_some(address)
}

/// A number of at most so many digits.
fn number(text: &str, radix: u32, most: usize) -> Option<u32> {
    let mut value = 0_u32;
    for byte in text.bytes() {
        value = value.wrapping_mul(radix).wrapping_add(char::from(byte).to_digit(radix)?);
    }
    (1..=most).contains(&text.len()).then_some(value)
}

/// Writes an IPv4 address.
#[must_use]
pub fn spell_ipv4(address: u32) -> String {
    address.to_be_bytes().map(|octet| octet.to_string()).join(".")
}

/// Reads an IPv6 address, without brackets and zone.
#[must_use]
pub fn ipv6(text: &str) -> Option<[u16; 8]> {
    let mut groups = [0; 8];
    let Some(gap) = find_word(text, "::") else {
        return (read_groups(text, &mut groups, true)? == 8).then_some(groups);
    };
    let mut tail = [0; 8];
    let before = read_groups(text.get(..gap)?, &mut groups, false)?;
    let behind = read_groups(text.get(gap.checked_add(2)?..)?, &mut tail, true)?;
    let free = 8_usize.checked_sub(behind).filter(|free| before < *free)?;
    for (to, from) in groups.iter_mut().skip(free).zip(tail) {
        *to = from;
    }
    Some(groups)
}

/// Reads groups into their places; gives their number. The last may be a dotted quad.
fn read_groups(text: &str, into: &mut [u16; 8], quad: bool) -> Option<usize> {
    let mut count = 0_usize;
    if text.is_empty() {
        return Some(0);
    }
    let mut ended = false;
    for word in pieces(text, b':') {
        if ended {
            return None; // a quad stands at the end only
        }
        let value = if quad && has_any(word, b".") {
            ended = true;
            let address = ipv4(word).filter(|_| !has_leading_zero(word))?;
            *into.get_mut(count)? = u16::try_from(address >> 16).ok()?;
            count = count.saturating_add(1);
            u16::try_from(address & 0xffff).ok()?
        } else {
            u16::try_from(number(word, 16, 4)?).ok()?
        };
        *into.get_mut(count)? = value;
        count = count.saturating_add(1);
    }
    Some(count)
}

fn has_leading_zero(quad: &str) -> bool {
    pieces(quad, b'.').any(|octet| octet.len() > 1 && octet.starts_with('0'))
}

/// Whether a text is a host name: labels of letters, digits and inner hyphens, the last of which is not a
/// number.
#[must_use]
pub fn is_host_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut last = "";
    for label in pieces(name, b'.') {
        if !is_label(label) {
            return false;
        }
        last = label;
    }
    name.len() <= 253 && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a text names, if it names anything.
#[must_use]
pub fn host(text: &str) -> Option<Host> {
    if let Some(address) = ipv4(text) {
        return Some(Host::V4(address));
    }
    match ipv6(text) {
        Some(groups) => Some(Host::V6(groups)),
        None => is_host_name(text).then_some(Host::Name),
    }
}

/// The host inside a text that also has a scheme, a user, a port or a path.
#[must_use]
pub fn host_inside(text: &str) -> Option<&str> {
    let behind_scheme =
        find_word(text, "://").and_then(|at| text.get(at.checked_add(3)?..)).unwrap_or(text);
    let before = |text, byte| cut(text, byte).map_or(text, |(before, _)| before);
    let authority = b"/?# ".iter().fold(behind_scheme, |text, byte| before(text, *byte));
    let place = pieces(authority, b'@').last()?;
    let found = match place.strip_prefix('[') {
        Some(rest) => before(rest, b']'),
        None if ipv6(place).is_some() => place,
        None => before(place, b':'),
    };
    host(found).map(|_| found)
}

/// Whether nobody outside can reach an address; of names only `localhost` tells.
#[must_use]
pub fn is_private(host: Host, text: &str) -> bool {
    match host {
        Host::V4(address) => {
            PRIVATE.iter().any(|(network, prefix)| address & mask(*prefix) == *network)
        }
        Host::V6([0, 0, 0, 0, 0, 0xffff, high, low]) => {
            is_private(Host::V4((u32::from(high) << 16) | u32::from(low)), text)
        }
        Host::V6([first, second, ..]) => {
            let special = first == 0 && second == 0; // :: and ::1 are among these
            special
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80
                || (first == 0x2001 && second == 0x0db8)
        }
        Host::Name => text.trim_end_matches('.').eq_ignore_ascii_case("localhost"),
    }
}

/// The bits of a network.
const fn mask(prefix: u32) -> u32 {
    match u32::MAX.checked_shl(32_u32.saturating_sub(prefix)) {
        Some(mask) => mask,
        None => 0,
    }
}

/// Reads a range; the mask may be missing.
#[must_use]
pub fn range(text: &str) -> Option<Range> {
    let Some((address, prefix)) = cut(text, b'/') else {
        return Some(Range { address: ipv4(text)?, prefix: None });
    };
    let padded = prefix.len() == 2 && prefix.starts_with('0');
    let bits = number(prefix, 10, 2).filter(|bits| *bits <= 32 && !padded)?;
    Some(Range { address: ipv4(address)?, prefix: Some(bits) })
}

impl Range {
    /// The bits of the network; all of them without a mask.
    fn mask(self) -> u32 {
        mask(self.prefix.unwrap_or(32))
    }

    /// The first address of the range.
    #[must_use]
    pub fn network(self) -> u32 {
        self.address & self.mask()
    }

    /// Whether an address lies in the range.
    #[must_use]
    pub fn holds(self, address: u32) -> bool {
        address & self.mask() == self.network()
    }

    /// Whether two ranges share an address.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.holds(other.network()) || other.holds(self.network())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (text, found) in [
            ("20.1.2.3", Some(Host::V4(0x1401_0203))),
            ("::1", Some(Host::V6([0, 0, 0, 0, 0, 0, 0, 1]))),
            ("machine.westeurope.cloudapp.azure.com", Some(Host::Name)),
            ("machine", Some(Host::Name)),
            ("a.b.", Some(Host::Name)),
            ("256.1.1.1", None),
            ("1.2.3", None),
            ("1.2.3.4.5", None),
            ("-a.b", None),
            ("a..b", None),
            ("a b", None),
            ("http://a", None),
            ("a:22", None),
            ("", None),
        ] {
            assert_eq!(host(text), found, "{text}");
        }
        assert!(is_host_name(&["a".repeat(63).as_str(); 3].join(".")));
        assert!(!is_host_name(&"a".repeat(64)));
        assert!(!is_host_name(&["a".repeat(63).as_str(); 4].join(".")));
    }

    #[test]
    fn hosts_inside() {
        for (text, found) in [
            ("ssh://me@20.1.2.3:22/x", Some("20.1.2.3")),
            ("20.1.2.3:22", Some("20.1.2.3")),
            ("https://machine.example.com/", Some("machine.example.com")),
            ("[2a00::1]:22", Some("2a00::1")),
            ("me@machine", Some("machine")),
            ("20.1.2.3/24", Some("20.1.2.3")),
            ("http://", None),
            ("a_b", None),
        ] {
            assert_eq!(host_inside(text), found, "{text}");
        }
    }

    #[test]
    fn private_ranges_have_two_sides() {
        let rows = [
            ("10.0.0.0", true),
            ("9.255.255.255", false),
            ("10.255.255.255", true),
            ("11.0.0.0", false),
            ("172.15.255.255", false),
            ("172.16.0.0", true),
            ("172.31.255.255", true),
            ("172.32.0.0", false),
            ("192.168.0.1", true),
            ("192.167.255.255", false),
            ("100.63.255.255", false),
            ("100.64.0.0", true),
            ("100.127.255.255", true),
            ("100.128.0.0", false),
            ("127.0.0.1", true),
            ("169.254.1.1", true),
            ("203.0.113.9", true),
            ("203.0.114.0", false),
            ("20.1.2.3", false),
            ("::1", true),
            ("fe80::1", true),
            ("fd00::1", true),
            ("2001:db8::1", true),
            ("::ffff:10.0.0.1", true),
            ("::ffff:20.0.0.1", false),
            ("2a00::1", false),
            ("localhost", true),
            ("localhost.example.com", false),
        ];
        for (text, private) in rows {
            assert_eq!(is_private(host(text).unwrap(), text), private, "{text}");
        }
    }

    #[test]
    fn ranges() {
        let read = |text| range(text).unwrap();
        assert!(read("10.0.0.0/16").overlaps(read("10.0.255.0/24")));
        assert!(!read("10.0.0.0/16").overlaps(read("10.1.0.0/16")));
        assert!(read("0.0.0.0/0").overlaps(read("172.17.0.1/16")));
        assert_eq!(spell_ipv4(read("10.0.3.4/16").network()), "10.0.0.0");
        for text in ["10.0.0.0/33", "10.0.0.0/08", "10.0.0/8", "10.0.0.0/", "300.0.0.0/8", "::/0"] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
