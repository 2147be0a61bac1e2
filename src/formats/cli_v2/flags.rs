//! Flags of `az ml compute create` that people write as fields of a document: what they are there.

use super::UNKNOWN_FIELD;
use crate::diagnostics::{Fix, Json, Operation as Edit, Reporter, cut};
use crate::formats::rows::Row;
use crate::text::Node;

/// Flags, as fields would be called, and where a document has what they say.
const FLAGS: &[(&str, &str)] = &[
    ("vnet_name", "network_settings/vnet_name"),
    ("subnet", "network_settings/subnet"),
    ("admin_username", "ssh_settings/admin_username"),
    ("admin_password", "ssh_settings/admin_password"),
    ("ssh_key_value", "ssh_settings/ssh_key_value"),
    ("user_object_id", "create_on_behalf_of/user_object_id"),
    ("user_tenant_id", "create_on_behalf_of/user_tenant_id"),
    ("identity_type", "identity/type"),
    ("user_assigned_identities", "identity/user_assigned_identities"),
    ("enable_public_ip", "enable_node_public_ip"),
];

/// The place of a flag in a document that has one for it.
pub(super) fn place_of(
    key: &str,
    tables: &[&'static [Row]],
) -> Option<(&'static str, &'static str)> {
    let (flag, place) = FLAGS.iter().find(|(flag, _)| *flag == key)?;
    let first = cut(place, b'/').map_or(*place, |(first, _)| first);
    let known = tables.iter().copied().flatten().any(|row| row.name == first);
    known.then_some((*flag, *place))
}

/// Reports a flag that stands as a field.
pub(super) fn report(
    object: Node<'_>,
    node: Node<'_>,
    (key, place): (&str, &'static str),
    word: &str,
    reporter: &mut Reporter,
) {
    let fix = fix(object, node, place);
    let finding = node.report_key(&UNKNOWN_FIELD, reporter).reason("flag");
    finding.param("actual", key).own("type", word);
    finding.own("field", &place.replace('/', ".")).fix(fix);
}

/// Moves the flag, and with the first one all that go into the same map: each by itself would make the map anew.
fn fix(object: Node<'_>, node: Node<'_>, place: &str) -> Option<Fix> {
    // A list of texts there, a list of maps here.
    if place.ends_with("/user_assigned_identities") {
        return None;
    }
    let base = object.pointer();
    let target = [&base, "/", place].concat();
    let Some((map, _)) = cut(place, b'/') else {
        let free = object.get_exact(place).is_none();
        return free.then(|| Fix::relocate("write it as the field", node.pointer(), target));
    };
    if let Some(map) = object.get_exact(map) {
        let name = place.rsplit('/').next().unwrap_or_default();
        let free = map.get_exact(name).is_none();
        return free.then(|| Fix::relocate("move it", node.pointer(), target));
    }
    let beside: Vec<(Node<'_>, &str)> = object
        .members()
        .filter_map(|member| {
            let (_, place) = FLAGS.iter().find(|(flag, _)| *flag == member.key)?;
            let same = cut(place, b'/').is_some_and(|(other, _)| other == map);
            (same && !place.ends_with("/user_assigned_identities"))
                .then_some((member.value, *place))
        })
        .collect();
    if beside.first().is_none_or(|(first, _)| first.index() != node.index()) {
        return None;
    }
    let mut patch =
        vec![Edit::Add { path: [&base, "/", map].concat(), value: Json::empty_object() }];
    patch.extend(beside.iter().map(|(from, place)| Edit::Move {
        from: from.pointer(),
        path: [&base, "/", place].concat(),
    }));
    Some(Fix::suggested("move it", patch))
}
