//! When two values of a member mean the same: defaults, case of words, other spellings of durations, ids
//! and regions are no change.

use super::read::integer_in;
use super::{Field, Format, Type, field_of};
use crate::arm::{address, cron, duration, quantity, region, time_limit};
use crate::diagnostics::{pieces, sorted, trim};
use crate::text::{Kind, Node};

/// Longer lists are compared item by item: as sets they would take too long.
const LONGEST_SET: usize = 100;

/// Whether a member means what it is wanted to mean. An absent or null member means its default. Inside
/// lists and maps a member that is not wanted at all may have any value.
#[must_use]
pub fn equal(field: &Field, wanted: Option<Node<'_>>, found: Option<Node<'_>>) -> bool {
    let given = |node: Option<Node<'_>>| node.is_some_and(|node| !node.is_null());
    match (wanted.filter(|_| given(wanted)), found.filter(|_| given(found))) {
        (None, None) => true,
        (Some(only), None) | (None, Some(only)) => is_default(field, only),
        (Some(wanted), Some(found)) => same(field.value, wanted, found),
    }
}

/// Whether a value holds nothing: blanks, an empty list, an empty object.
#[must_use]
pub fn is_empty(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::Text => value.text().is_some_and(|text| trim(text).is_empty()),
        Kind::List => value.items().next().is_none(),
        Kind::Object => value.members().next().is_none(),
        _ => false,
    }
}

/// Whether a value says what its absence would say.
fn is_default(field: &Field, value: Node<'_>) -> bool {
    is_empty(value)
        || match (field.value, field.default) {
            (Type::Object(fields), _) => {
                value.kind() == Kind::Object
                    && value.members().all(|member| {
                        field_of(fields, member.key).is_some_and(|field| {
                            field.read_only || equal(field, Some(member.value), None)
                        })
                    })
            }
            (Type::Text(format), Some(default)) => same_in(format, scalar(value), default),
            (_, Some(default)) => trim(scalar(value)).eq_ignore_ascii_case(default),
            (_, None) => false,
        }
}

/// A text, or a number or truth value as it is spelled.
fn scalar(node: Node<'_>) -> &str {
    node.text().unwrap_or_else(|| node.spelling())
}

/// Whether two values mean the same.
fn same(kind: Type, wanted: Node<'_>, found: Node<'_>) -> bool {
    let containers = |node: Node<'_>| matches!(node.kind(), Kind::List | Kind::Object);
    match kind {
        Type::Object(fields) | Type::Open(fields) => {
            let mut known = fields.iter().filter(|field| !field.read_only);
            let mut others =
                wanted.members().filter(|member| field_of(fields, member.key).is_none());
            known.all(|field| covers(field, wanted.get(field.name), found.get(field.name)))
                && (matches!(kind, Type::Object(_))
                    || others.all(|member| {
                        let other = found.get_exact(member.key);
                        other.is_some_and(|other| member.value.equals(other))
                    }))
        }
        Type::Map { key, value } => {
            let entries =
                |node: Node<'_>| node.members().filter(|entry| !entry.value.is_null()).count();
            let keys = Keys::of(found, key);
            entries(wanted) == entries(found)
                && wanted.members().filter(|entry| !entry.value.is_null()).all(|entry| {
                    keys.at(key, entry.key).any(|other| same(*value, entry.value, other))
                })
        }
        Type::List(inner) => {
            let (count, others) = (wanted.items().count(), found.items().count());
            let ordered = matches!(inner, Type::Text(_)) || count > LONGEST_SET;
            count == others
                && if ordered {
                    wanted
                        .items()
                        .zip(found.items())
                        .all(|(wanted, found)| same(*inner, wanted, found))
                } else {
                    wanted
                        .items()
                        .all(|wanted| found.items().any(|found| same(*inner, wanted, found)))
                        && found
                            .items()
                            .all(|found| wanted.items().any(|wanted| same(*inner, wanted, found)))
                }
        }
        Type::Kind | Type::Any => wanted.equals(found),
        _ if containers(wanted) || containers(found) => wanted.equals(found),
        Type::Integer { .. } | Type::Port => match integer_in(wanted) {
            Some(number) => integer_in(found) == Some(number),
            None => wanted.equals(found),
        },
        Type::Boolean | Type::Word(_) | Type::ClosedWord(_) => {
            trim(scalar(wanted)).eq_ignore_ascii_case(trim(scalar(found)))
        }
        Type::Text(format) => same_in(format, scalar(wanted), scalar(found)),
    }
}

/// Whether a member of a wanted item is there; one that is not wanted may be anything.
fn covers(field: &Field, wanted: Option<Node<'_>>, found: Option<Node<'_>>) -> bool {
    wanted.is_none_or(Node::is_null) || equal(field, wanted, found)
}

/// The members of a map by what their keys mean.
struct Keys<'d>(Vec<(String, Node<'d>)>);

/// Keys of one meaning that are looked at; no service keeps more than one.
const SAME_KEYS: usize = 16;

impl<'d> Keys<'d> {
    fn of(map: Node<'d>, format: Format) -> Self {
        let given: Vec<(String, Node<'d>)> =
            map.members().map(|member| (meaning(format, member.key), member.value)).collect();
        let key = |index: u32| given.get(index as usize).map(|(key, _)| key);
        let order = sorted(given.len(), &|a, b| key(a).cmp(&key(b)));
        let mut given: Vec<Option<(String, Node<'d>)>> = given.into_iter().map(Some).collect();
        let take = |index: u32| given.get_mut(index as usize).and_then(Option::take);
        Self(order.into_iter().filter_map(take).collect())
    }

    fn at(&self, format: Format, key: &str) -> impl Iterator<Item = Node<'d>> {
        let wanted = meaning(format, key);
        let first = self.0.partition_point(|(key, _)| *key < wanted);
        let found = self.0.iter().skip(first).take(SAME_KEYS);
        found.take_while(move |(key, _)| *key == wanted).map(|(_, value)| *value)
    }
}

/// What a key means: keys of one meaning are the same key.
fn meaning(format: Format, key: &str) -> String {
    match format {
        // The names of tags are compared without case, their values are not.
        Format::Prose => key.to_ascii_lowercase(),
        Format::ResourceId(_) | Format::AnyResourceId => {
            let segments = key.trim().split('/').filter(|segment| !segment.is_empty());
            segments.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("/")
        }
        _ => trim(key).to_owned(),
    }
}

/// Whether two texts of a format mean the same.
fn same_in(format: Format, wanted: &str, found: &str) -> bool {
    let (left, right) = (trim(wanted), trim(found));
    match format {
        Format::Duration(_) => {
            let read = |text| duration::parse(text).filter(|found| !found.calendar);
            left == right || read(left).is_some_and(|found| read(right) == Some(found))
        }
        Format::ResourceId(_) | Format::AnyResourceId => same_id(left, right),
        Format::Region => region::normal_form(left) == region::normal_form(right),
        Format::Words(_) => same_words(left, right),
        Format::VmSize | Format::ComputeName | Format::Guid | Format::Name => {
            left.eq_ignore_ascii_case(right)
        }
        Format::Host => same_host(left, right),
        Format::Cron => {
            cron::words(left).eq(cron::words(right))
                || matches!((cron::read(left), cron::read(right)),
                    (Ok(left), Ok(right)) if left.values == right.values)
        }
        Format::TimeLimit => {
            let read = time_limit::seconds;
            left == right || read(left).is_some_and(|seconds| read(right) == Some(seconds))
        }
        Format::Quantity => {
            left == right
                || quantity::parse(left)
                    .is_some_and(|amount| quantity::parse(right) == Some(amount))
        }
        Format::DateTime => instant(left) == instant(right),
        // Type and key; what follows is a comment.
        Format::PublicKey => {
            let words = |text| str::split_ascii_whitespace(text).take(2);
            words(left).eq(words(right))
        }
        Format::Plain | Format::UserName => left == right,
        Format::Prose | Format::Password | Format::Pem => wanted == found,
    }
}

/// Whether two lists with commas hold the same words, whatever their order, case and blanks.
fn same_words(left: &str, right: &str) -> bool {
    let holds = |list: &str, word: &str| {
        pieces(list, b',').any(|other| trim(other).eq_ignore_ascii_case(trim(word)))
    };
    pieces(left, b',').all(|word| holds(right, word))
        && pieces(right, b',').all(|word| holds(left, word))
}

/// Hosts and URLs: without case and the last slash, IPv6 addresses by value.
fn same_host(left: &str, right: &str) -> bool {
    let bare = |text| str::trim_end_matches(text, '/');
    bare(left).eq_ignore_ascii_case(bare(right))
        || address::ipv6(left).is_some_and(|found| address::ipv6(right) == Some(found))
}

/// A date and time to the second, and its zone.
fn instant(text: &str) -> (String, &str) {
    let (moment, rest) = text.split_at_checked(19).unwrap_or((text, ""));
    let rest = rest
        .strip_prefix('.')
        .map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let zone = if matches!(rest, "Z" | "z" | "+00:00" | "-00:00") { "" } else { rest };
    let mut moment = moment.to_ascii_uppercase();
    if moment.len() == 16 {
        moment.push_str(":00");
    }
    (moment, zone)
}

/// Whether two ids have the same segments, without case and without regard to extra slashes.
#[must_use]
pub fn same_id(left: &str, right: &str) -> bool {
    let segments = |text| str::split(text, '/').filter(|segment| !segment.is_empty());
    let (mut left, mut right) = (segments(left.trim()), segments(right.trim()));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.eq_ignore_ascii_case(right) => {}
            _ => return false,
        }
    }
}
