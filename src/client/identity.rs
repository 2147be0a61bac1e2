//! Identities of a compute: from those it has and those that come or go to the body of a PATCH.

use super::answer::{read, text_of};
use super::error::Error;
use crate::diagnostics::{find_word, write_text};
use crate::text::{Kind, Node};

/// What a compute signs in as.
#[derive(Default)]
struct Identities {
    /// It has an identity of its own.
    system: bool,
    /// Ids of the user-assigned ones.
    users: Vec<String>,
}

impl Identities {
    /// Reads an `identity` body; the type is compared without case, blanks and order.
    fn read(identity: Node<'_>) -> Self {
        let word = text_of(identity.get("type")).unwrap_or_default().to_ascii_lowercase();
        let map = identity.get("userAssignedIdentities");
        Self {
            system: find_word(&word, "systemassigned").is_some(),
            users: map
                .iter()
                .flat_map(|map| map.members())
                .filter(|member| !member.value.is_null())
                .map(|member| member.key.to_owned())
                .collect(),
        }
    }

    fn has(&self, id: &str) -> bool {
        self.users.iter().any(|user| user.eq_ignore_ascii_case(id))
    }

    const fn word(&self) -> &'static str {
        match (self.system, self.users.is_empty()) {
            (true, true) => "SystemAssigned",
            (true, false) => "SystemAssigned,UserAssigned",
            (false, false) => "UserAssigned",
            (false, true) => "None",
        }
    }
}

/// The PATCH that gives the identities of `wanted` (an `identity` body) to a compute; `None` if it has them.
pub(super) fn adding(current: &str, wanted: &str) -> Result<Option<String>, Error> {
    let wanted = read(wanted, |root| {
        let user = text_of(root.get("type"))
            .is_some_and(|word| find_word(&word.to_ascii_lowercase(), "userassigned").is_some());
        let wanted = Identities::read(root);
        // Ids and the word for them come together; a body without either asks for nothing.
        let whole = user != wanted.users.is_empty() && (wanted.system || user);
        whole.then_some(wanted)
    });
    let wanted = wanted.flatten().ok_or_else(|| {
        Error::argument(
            "an identity is `SystemAssigned`, or `UserAssigned` with ids in userAssignedIdentities",
        )
    })?;
    patched(current, |has| {
        let missing: Vec<String> = wanted.users.iter().filter(|id| !has.has(id)).cloned().collect();
        let changed = !missing.is_empty() || (wanted.system && !has.system);
        has.system |= wanted.system;
        has.users.extend(missing);
        changed.then(Vec::new)
    })
}

/// The PATCH that takes the identities of `ids` (a JSON list) away, all of them for an empty text; `None`
/// if the compute has none of them.
pub(super) fn removing(current: &str, ids: &str) -> Result<Option<String>, Error> {
    let ids = if ids.is_empty() { None } else { Some(listed(ids)?) };
    patched(current, |has| {
        let Some(ids) = &ids else {
            let changed = has.system || !has.users.is_empty();
            *has = Identities::default();
            return changed.then(Vec::new);
        };
        let goes = |user: &String| ids.iter().any(|id| id.eq_ignore_ascii_case(user));
        let (gone, stay): (Vec<String>, Vec<String>) =
            std::mem::take(&mut has.users).into_iter().partition(goes);
        has.users = stay;
        (!gone.is_empty()).then_some(gone)
    })
}

fn listed(ids: &str) -> Result<Vec<String>, Error> {
    let list = read(ids, |root| {
        let texts =
            root.items().map(|item| item.text().map(str::to_owned)).collect::<Option<Vec<_>>>();
        texts.filter(|_| root.kind() == Kind::List)
    });
    list.flatten().ok_or_else(|| Error::argument("the ids of identities are a list of texts"))
}

/// Changes the identities of a compute and writes the PATCH. `change` tells which ones go; `None` if
/// nothing changes.
fn patched(
    current: &str,
    change: impl FnOnce(&mut Identities) -> Option<Vec<String>>,
) -> Result<Option<String>, Error> {
    let (mut identities, location) = read(current, |root| {
        let identities = root.get("identity").map(Identities::read).unwrap_or_default();
        (identities, text_of(root.get("location")))
    })
    .ok_or_else(|| Error::argument("the compute cannot be read"))?;
    let Some(gone) = change(&mut identities) else {
        return Ok(None);
    };
    let mut body = String::from("{");
    if let Some(location) = location {
        body.push_str("\"location\":");
        write_text(&mut body, &location);
        body.push(',');
    }
    body.push_str("\"properties\":{},\"identity\":{\"type\":");
    write_text(&mut body, identities.word());
    let stay = identities.users.iter().map(|id| (id, "{}"));
    // Null takes an entry away; those that are left out stay as they are.
    let mut before = ",\"userAssignedIdentities\":{";
    for (id, entry) in stay.chain(gone.iter().map(|id| (id, "null"))) {
        body.push_str(before);
        before = ",";
        write_text(&mut body, id);
        body.push(':');
        body.push_str(entry);
    }
    body.push_str(if before == "," { "}}}" } else { "}}" });
    Ok(Some(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = r#"{"location":"westeurope","properties":{}}"#;
    const SYSTEM: &str =
        r#"{"location":"westeurope","identity":{"type":"SystemAssigned","principalId":"p"}}"#;
    const BOTH: &str = r#"{"identity":{"type":"systemassigned, userassigned","userAssignedIdentities":{"/A":{"clientId":"c"},"/b":{}}}}"#;

    fn shown(result: Result<Option<String>, Error>) -> String {
        match result {
            Ok(Some(body)) => body,
            Ok(None) => "nothing".to_owned(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn adding_keeps_what_is_there() {
        let user = r#"{"type":"UserAssigned","userAssignedIdentities":{"/c":{}}}"#;
        let rows = [
            (
                NONE,
                user,
                r#"{"location":"westeurope","properties":{},"identity":{"type":"UserAssigned","userAssignedIdentities":{"/c":{}}}}"#,
            ),
            (
                NONE,
                r#"{"type":"SystemAssigned"}"#,
                r#"{"location":"westeurope","properties":{},"identity":{"type":"SystemAssigned"}}"#,
            ),
            (
                SYSTEM,
                user,
                r#"{"location":"westeurope","properties":{},"identity":{"type":"SystemAssigned,UserAssigned","userAssignedIdentities":{"/c":{}}}}"#,
            ),
            (
                BOTH,
                user,
                r#"{"properties":{},"identity":{"type":"SystemAssigned,UserAssigned","userAssignedIdentities":{"/A":{},"/b":{},"/c":{}}}}"#,
            ),
            (BOTH, r#"{"type":"SystemAssigned"}"#, "nothing"),
            (BOTH, r#"{"type":"UserAssigned","userAssignedIdentities":{"/a":{}}}"#, "nothing"),
            (NONE, r#"{"type":"None"}"#, "INVALID_ARGUMENT"),
            (NONE, r#"{"type":"UserAssigned"}"#, "INVALID_ARGUMENT"),
            (
                NONE,
                r#"{"type":"SystemAssigned","userAssignedIdentities":{"/a":{}}}"#,
                "INVALID_ARGUMENT",
            ),
            (NONE, "{", "INVALID_ARGUMENT"),
            ("<html>", user, "INVALID_ARGUMENT"),
        ];
        for (current, wanted, patch) in rows {
            assert_eq!(shown(adding(current, wanted)), patch, "{current} {wanted}");
        }
    }

    #[test]
    fn removing_names_what_goes_and_what_stays() {
        let rows = [
            (
                BOTH,
                r#"["/a"]"#,
                r#"{"properties":{},"identity":{"type":"SystemAssigned,UserAssigned","userAssignedIdentities":{"/b":{},"/A":null}}}"#,
            ),
            (
                BOTH,
                r#"["/a","/B","/none"]"#,
                r#"{"properties":{},"identity":{"type":"SystemAssigned","userAssignedIdentities":{"/A":null,"/b":null}}}"#,
            ),
            (BOTH, "", r#"{"properties":{},"identity":{"type":"None"}}"#),
            (BOTH, r#"["/c"]"#, "nothing"),
            (BOTH, "[]", "nothing"),
            (NONE, "", "nothing"),
            (BOTH, r#"[5]"#, "INVALID_ARGUMENT"),
            (BOTH, r#""/a""#, "INVALID_ARGUMENT"),
        ];
        for (current, ids, patch) in rows {
            assert_eq!(shown(removing(current, ids)), patch, "{current} {ids}");
        }
    }
}
