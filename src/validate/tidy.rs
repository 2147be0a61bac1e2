//! A body as it is written for others: the service's spelling of names, words, numbers and ids, without what
//! only the service sets and without nulls; and what in it must not be seen.

use crate::arm::resource_id::ResourceId;
use crate::diagnostics::{Json, Pointer, trim};
use crate::kinds::ComputeKind;
use crate::kinds::envelope::RESOURCE;
use crate::kinds::rules::secrets::{holds, looks_like};
use crate::schema::{Field, Format, Type, field_of, integer_in};
use crate::text::{Kind, Node, to_json};

/// What comes of a body.
pub(super) struct Tidy {
    pub(super) body: String,
    /// Pointers into `body`.
    pub(super) secrets: Vec<String>,
    /// Public halves of keys.
    pub(super) unread: Vec<String>,
    /// Values that are not known, with the types of parameters that could stand for them.
    pub(super) open: Vec<(String, &'static str)>,
}

/// `unknown` are the pointers of values that are not known.
pub(super) fn tidy(root: Node<'_>, kind: Option<&str>, unknown: &[&str]) -> Tidy {
    let kind = kind.and_then(ComputeKind::from_name);
    let fields = kind.map_or(&[][..], |kind| kind.spec().fields);
    let mut writer = Writer {
        fields,
        kind: kind.map(ComputeKind::as_str),
        unknown,
        tidy: Tidy {
            body: String::new(),
            secrets: Vec::new(),
            unread: Vec::new(),
            open: Vec::new(),
        },
    };
    writer.object(RESOURCE, root, "");
    writer.tidy
}

struct Writer<'u> {
    /// Members of the kind.
    fields: &'static [Field],
    kind: Option<&'static str>,
    unknown: &'u [&'u str],
    tidy: Tidy,
}

impl Writer<'_> {
    fn object(&mut self, fields: &'static [Field], object: Node<'_>, path: &str) {
        let mut open = '{';
        for member in object.members() {
            let (key, value) = (member.key, member.value);
            let field = field_of(fields, key);
            let exact = field.is_some_and(|field| field.name != key)
                && field.is_some_and(|field| object.get_exact(field.name).is_some());
            let twice = exact
                && field
                    .and_then(|field| object.get_exact(field.name))
                    .is_some_and(|other| other.equals(value));
            // A name given twice counts once more only if it says something else, which is a finding.
            if value.is_null() || twice || field.is_some_and(|field| field.read_only) {
                continue;
            }
            let name = field.filter(|_| !exact).map_or(key, |field| field.name);
            let place = Pointer::join(path, name);
            if self.is_nothing(field, value) {
                continue;
            }
            self.key(&mut open, name);
            match field {
                Some(field) if field.secret && is_filled(value) => {
                    self.out(to_json(value).as_str());
                    let public = matches!(field.value, Type::Text(Format::PublicKey));
                    let known = value.text().is_some_and(|text| looks_like(text).is_none());
                    if public && known { &mut self.tidy.unread } else { &mut self.tidy.secrets }
                        .push(place);
                }
                Some(field) if field.name == "computeType" => match self.kind {
                    Some(kind) => self.out(Json::from(kind).as_str()),
                    None => self.any(value, &place),
                },
                Some(field) => self.value(field.value, value, &place),
                None => self.named(key, value, &place),
            }
        }
        self.close(open, '{', '}');
    }

    /// Whether a value is an expression that nobody could evaluate; few values look like one.
    fn is_unknown(&self, value: Node<'_>) -> bool {
        value.text().is_some_and(|text| text.starts_with('['))
            && self.unknown.contains(&value.pointer().as_str())
    }

    /// Members of a kind that has none say nothing where they are empty.
    fn is_nothing(&self, field: Option<&'static Field>, value: Node<'_>) -> bool {
        let data = field.is_some_and(|field| matches!(field.value, Type::Kind));
        data && self.fields.is_empty()
            && self.kind.is_some()
            && value.kind() == Kind::Object
            && value.members().next().is_none()
    }

    fn value(&mut self, wanted: Type, value: Node<'_>, path: &str) {
        if self.is_unknown(value) {
            self.out(to_json(value).as_str());
            self.tidy.open.push((path.to_owned(), parameter_type(wanted)));
            return;
        }
        let text = || value.text().map(trim);
        match (wanted, value.kind()) {
            (Type::Object(fields) | Type::Open(fields), Kind::Object) => {
                self.object(fields, value, path);
            }
            (Type::Kind, Kind::Object) => self.object(self.fields, value, path),
            (Type::Map { key, value: inner }, Kind::Object) => {
                let mut open = '{';
                for entry in value.members().filter(|entry| !entry.value.is_null()) {
                    let name = match key {
                        Format::ResourceId(_) => canonical(entry.key),
                        _ => None,
                    };
                    let name = name.as_deref().unwrap_or(entry.key);
                    self.key(&mut open, name);
                    let place = Pointer::join(path, name);
                    self.entry(entry.key, *inner, entry.value, &place);
                }
                self.close(open, '{', '}');
            }
            (Type::List(inner), Kind::List) => {
                let mut open = '[';
                for (index, item) in value.items().enumerate() {
                    self.tidy.body.push(if open == '[' { '[' } else { ',' });
                    open = ',';
                    self.value(*inner, item, &Pointer::join(path, &index.to_string()));
                }
                self.close(open, '[', ']');
            }
            (Type::Integer { .. } | Type::Port, Kind::Text | Kind::Number) => {
                match integer_in(value) {
                    Some(number) => self.out(Json::from(number).as_str()),
                    None => self.any(value, path),
                }
            }
            // Amounts are texts; a number is one in another dress.
            (Type::Text(Format::Quantity), Kind::Number) => {
                self.out(Json::from(value.spelling()).as_str());
            }
            (Type::Boolean, Kind::Text) => {
                let word = [true, false].into_iter().find(|word| {
                    text().is_some_and(|text| {
                        text.eq_ignore_ascii_case(if *word { "true" } else { "false" })
                    })
                });
                match word {
                    Some(word) => self.out(Json::from(word).as_str()),
                    None => self.any(value, path),
                }
            }
            (Type::Word(words) | Type::ClosedWord(words), Kind::Text) => {
                let known = words
                    .iter()
                    .find(|word| text().is_some_and(|text| text.eq_ignore_ascii_case(word)));
                match known {
                    Some(known) => self.out(Json::from(*known).as_str()),
                    None => self.any(value, path),
                }
            }
            (Type::Text(Format::ResourceId(_) | Format::AnyResourceId), Kind::Text) => {
                match text().and_then(canonical) {
                    Some(id) => self.out(Json::from(&*id).as_str()),
                    None => self.any(value, path),
                }
            }
            _ => self.any(value, path),
        }
    }

    /// An entry of a map whose keys are the caller's: variables and tags may hold secrets by their names.
    fn entry(&mut self, key: &str, wanted: Type, value: Node<'_>, path: &str) {
        let inner = value.get("value").filter(|_| value.kind() == Kind::Object);
        let place = if inner.is_some() { Pointer::join(path, "value") } else { path.to_owned() };
        let secret = is_secret_name(key) && is_filled(inner.unwrap_or(value));
        let before = self.tidy.secrets.len();
        self.value(wanted, value, path);
        if secret && self.tidy.secrets.len() == before {
            self.tidy.secrets.push(place);
        }
    }

    /// A member that no table knows.
    fn named(&mut self, key: &str, value: Node<'_>, path: &str) {
        if (is_secret_name(key) || is_secret_member(key)) && is_filled(value) {
            self.out(to_json(value).as_str());
            self.tidy.secrets.push(path.to_owned());
        } else {
            self.any(value, path);
        }
    }

    /// A value as it stands.
    fn any(&mut self, value: Node<'_>, path: &str) {
        match value.kind() {
            Kind::Object => {
                let mut open = '{';
                for member in value.members() {
                    self.key(&mut open, member.key);
                    self.named(member.key, member.value, &Pointer::join(path, member.key));
                }
                self.close(open, '{', '}');
            }
            Kind::List => {
                let mut open = '[';
                for (index, item) in value.items().enumerate() {
                    self.tidy.body.push(if open == '[' { '[' } else { ',' });
                    open = ',';
                    self.any(item, &Pointer::join(path, &index.to_string()));
                }
                self.close(open, '[', ']');
            }
            _ => {
                self.out(to_json(value).as_str());
                if self.is_unknown(value) {
                    self.tidy.open.push((path.to_owned(), "string"));
                } else if value.text().is_some_and(|text| holds(text).is_some()) {
                    self.tidy.secrets.push(path.to_owned());
                }
            }
        }
    }

    fn out(&mut self, text: &str) {
        self.tidy.body.push_str(text);
    }

    fn key(&mut self, open: &mut char, name: &str) {
        self.tidy.body.push(*open);
        *open = ',';
        self.out(Json::from(name).as_str());
        self.tidy.body.push(':');
    }

    fn close(&mut self, open: char, first: char, last: char) {
        if open == first {
            self.tidy.body.push(first);
        }
        self.tidy.body.push(last);
    }
}

/// The type of a parameter of a deployment that could stand for a value.
const fn parameter_type(wanted: Type) -> &'static str {
    match wanted {
        Type::Integer { .. } | Type::Port => "int",
        Type::Boolean => "bool",
        Type::Object(_) | Type::Open(_) | Type::Map { .. } | Type::Kind => "object",
        Type::List(_) => "array",
        _ => "string",
    }
}

fn is_filled(value: Node<'_>) -> bool {
    !value.is_null() && value.text() != Some("")
}

/// An id in its own spelling, if it differs in the case of fixed words only.
fn canonical(text: &str) -> Option<String> {
    let id = ResourceId::parse(text)?;
    id.canonical.eq_ignore_ascii_case(text).then_some(id.canonical)
}

/// Ends of names that people give to secrets.
const SECRET_NAMES: [&str; 14] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "accountkey",
    "privatekey",
    "connectionstring",
    "credential",
    "credentials",
    "signature",
];

fn is_secret_name(name: &str) -> bool {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    SECRET_NAMES.iter().any(|word| plain.ends_with(word))
}

/// Whether any kind keeps a secret under this name: a body of an unknown kind may be one of those.
fn is_secret_member(name: &str) -> bool {
    fn any(fields: &'static [Field], name: &str, deepest: u32) -> bool {
        let Some(deeper) = deepest.checked_sub(1) else { return false };
        fields.iter().any(|field| match field.value {
            _ if field.secret => {
                field.name.eq_ignore_ascii_case(name)
                    && !matches!(field.value, Type::Text(Format::PublicKey))
            }
            Type::Object(inner) | Type::Open(inner) => any(inner, name, deeper),
            _ => false,
        })
    }
    ComputeKind::ALL.iter().any(|kind| any(kind.spec().fields, name, 8))
}
