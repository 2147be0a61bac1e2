//! The body of the management API as a JSON Schema, out of the tables of members. Rules over several
//! members stand in `rules`.

use azureml_compute::ComputeKind;
use azureml_compute::arm::names::NameRule;
use azureml_compute::arm::{region, resource_id};
use azureml_compute::kinds::KindSpec;
use azureml_compute::kinds::envelope::{COMPUTE, RESOURCE, is_settable};
use azureml_compute::schema::{Effect, Field, Format, PORTS, Type};
use serde_json::{Map, Value, json};

use super::asked::{Asked, asked};
use super::{File, file, patterns, rules, words};

/// The schema of a kind.
pub(super) fn kind(kind: ComputeKind) -> File {
    let spec = kind.spec();
    let mut writer = Writer::new(Some(spec));
    let mut body = writer.body();
    body.insert("allOf".to_owned(), rules::of_body(spec).into());
    let title = format!("{} (body of the management API)", spec.title);
    file(format!("arm/{}.json", spec.name), &title, spec.summary, body, writer.definitions)
}

/// The schema of any body: the word for the kind chooses.
pub(super) fn any() -> File {
    let mut choices = Vec::new();
    let mut names = Vec::new();
    for kind in ComputeKind::ALL {
        let name = kind.as_str();
        names.push(name);
        let word = json!({ "type": "string", "pattern": patterns::word(name) });
        choices.push(json!({
            "if": rules::has_at(&["properties", "computeType"], word),
            "then": { "$ref": format!("arm/{name}.json") },
        }));
    }
    let known = json!({ "type": "string", "pattern": patterns::one_word(&names) });
    let mut writer = Writer { root: "#/definitions/unknownKind", ..Writer::new(None) };
    let body = writer.body();
    writer.definitions.insert("unknownKind".to_owned(), body.into());
    choices.push(json!({
        "if": rules::has_at(&["properties", "computeType"], known),
        "else": { "$ref": "#/definitions/unknownKind" },
    }));
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("allOf".to_owned(), choices.into());
    let summary = "a compute of Azure Machine Learning; properties.computeType tells the kind";
    file(
        "arm.json".to_owned(),
        "Compute (body of the management API)",
        summary,
        schema,
        writer.definitions,
    )
}

/// Definitions while members are written.
pub(super) struct Writer {
    pub(super) spec: Option<&'static KindSpec>,
    pub(super) definitions: Map<String, Value>,
    /// Where the body stands in the schema.
    root: &'static str,
}

impl Writer {
    pub(super) fn new(spec: Option<&'static KindSpec>) -> Self {
        Self { spec, definitions: Map::new(), root: "#" }
    }

    /// The resource.
    fn body(&mut self) -> Map<String, Value> {
        self.object(RESOURCE, "")
    }

    /// An object: members by their usual name, and by the same name in other cases.
    fn object(&mut self, fields: &'static [Field], path: &str) -> Map<String, Value> {
        let (mut properties, mut others) = (Map::new(), Map::new());
        let (mut required, mut demands) = (Vec::new(), Vec::new());
        let place = if path.is_empty() {
            self.root.to_owned()
        } else {
            format!("#/definitions/{}", definition(path))
        };
        for field in fields.iter().filter(|field| !field.read_only) {
            let below = join(path, field.name);
            let own = asked(self.spec, field, &below);
            if field.required || own.required {
                required.push(field.name);
            }
            properties.insert(field.name.to_owned(), self.member(field, &below, &own));
            let reference = json!({ "$ref": format!("{place}/properties/{}", field.name) });
            others.insert(patterns::other_case(field.name), reference);
        }
        demands.extend(required.into_iter().map(rules::present));
        demands.extend(rules::of_object(self.spec, path));
        let mut out = Map::new();
        out.insert("type".to_owned(), "object".into());
        out.insert("properties".to_owned(), properties.into());
        out.insert("patternProperties".to_owned(), others.into());
        if !demands.is_empty() {
            out.insert("allOf".to_owned(), demands.into());
        }
        out
    }

    fn member(&mut self, field: &'static Field, path: &str, own: &Asked) -> Value {
        let needed = field.required || own.required;
        let mut branches = self.value(field.value, path, own, needed);
        let mut out = Map::new();
        words::write(&mut out, field, own);
        if branches.is_empty() {
            return out.into();
        }
        if !needed {
            branches.push(json!({ "type": "null" }));
        }
        out.insert("anyOf".to_owned(), branches.into());
        words::begin(&mut out, field.value);
        out.into()
    }

    /// What a value may be, the usual form first: editors tell its mistakes. Nothing for anything.
    fn value(&mut self, wanted: Type, path: &str, own: &Asked, needed: bool) -> Vec<Value> {
        match wanted {
            Type::Any => Vec::new(),
            Type::Text(format) => self.text(format, own, needed),
            Type::Word(words) => vec![json!({ "enum": words }), self.reference("text", needed)],
            Type::ClosedWord(words) => {
                let pattern = patterns::padded(&patterns::one_of(words));
                vec![
                    json!({ "enum": words }),
                    json!({ "type": "string", "pattern": pattern }),
                    self.reference("expression", false),
                ]
            }
            Type::Integer { min, max } => {
                let min = own.min.unwrap_or(min);
                let text = if min < 0 { "integerText" } else { "countText" };
                let max = own.max.unwrap_or(max);
                vec![
                    json!({ "type": "integer", "minimum": min, "maximum": max }),
                    self.reference(text, false),
                ]
            }
            Type::Port => vec![
                json!({ "type": "integer", "minimum": PORTS.start(), "maximum": PORTS.end() }),
                self.reference("countText", false),
            ],
            Type::Boolean => {
                vec![json!({ "type": "boolean" }), self.reference("booleanText", false)]
            }
            Type::Object(fields) if !fields.iter().any(is_settable) => self.or_open("object"),
            Type::Object(fields) | Type::Open(fields) => {
                let object = self.object(fields, path);
                self.definitions.insert(definition(path), object.into());
                vec![
                    json!({ "$ref": format!("#/definitions/{}", definition(path)) }),
                    self.reference("expression", false),
                ]
            }
            Type::Kind => match self.spec.map(|spec| spec.fields) {
                Some(fields) if !fields.is_empty() => {
                    self.value(Type::Object(fields), path, own, needed)
                }
                _ => self.or_open("object"),
            },
            Type::Map { key, value } => self.map(key, *value, path, own),
            Type::List(inner) => {
                let items = json!({ "anyOf": self.value(*inner, path, own, false) });
                vec![
                    json!({ "type": "array", "items": items }),
                    self.reference("expression", false),
                ]
            }
        }
    }

    fn map(&mut self, key: Format, value: Type, path: &str, own: &Asked) -> Vec<Value> {
        let mut values = self.value(value, path, &Asked { pattern: None, ..own.clone() }, false);
        let mut out = Map::new();
        out.insert("type".to_owned(), "object".into());
        if !values.is_empty() {
            values.push(json!({ "type": "null" }));
            out.insert("additionalProperties".to_owned(), json!({ "anyOf": values }));
        }
        if let Format::ResourceId(kind) = key {
            let pattern = patterns::padded(&patterns::resource_id(&[kind]));
            out.insert("propertyNames".to_owned(), json!({ "pattern": pattern }));
        }
        for (name, value) in &own.of_map {
            out.insert((*name).to_owned(), value.clone());
        }
        vec![out.into(), self.reference("expression", false)]
    }

    /// What a text may be.
    pub(super) fn text(&mut self, format: Format, own: &Asked, needed: bool) -> Vec<Value> {
        let prose = format == Format::Prose;
        let pattern = own.pattern.clone().or_else(|| self.of_format(format, needed));
        let special = pattern.is_some();
        let mut text = Map::new();
        text.insert("type".to_owned(), "string".into());
        if let Some((pattern, told)) = pattern {
            text.insert("pattern".to_owned(), pattern.into());
            text.insert("patternErrorMessage".to_owned(), told.into());
        }
        if let Some(longest) = own.longest {
            text.insert("maxLength".to_owned(), longest.into());
        }
        let (fill, open) = (needed && !special, special && !prose);
        let text = match (special || own.longest.is_some(), prose) {
            (false, false) => self.reference("text", fill),
            (false, true) if fill => self.reference("filled", false),
            _ => text.into(),
        };
        let expression = open.then(|| self.reference("expression", false));
        let suggested = match format {
            _ if !own.suggested.is_empty() => Some(json!({ "enum": own.suggested })),
            Format::Region => Some(json!({ "enum": region::known() })),
            Format::Words(words) => Some(json!({ "enum": words })),
            Format::VmSize => Some(self.sizes()),
            Format::Quantity => Some(json!({ "type": "number" })),
            _ => None,
        };
        // What is wrong is told by the first: words, unless they are only some of the right ones.
        let all = match format {
            Format::Region | Format::VmSize | Format::Quantity => {
                [Some(text), suggested, expression]
            }
            _ => [suggested, Some(text), expression],
        };
        all.into_iter().flatten().collect()
    }

    /// The expression of a format, and what is told of a text that does not match it.
    fn of_format(&self, format: Format, needed: bool) -> Option<(String, String)> {
        Some(match format {
            Format::Duration(_) => (
                patterns::duration(""),
                "an ISO 8601 duration: PT5M for five minutes, PT2H for two hours".to_owned(),
            ),
            Format::Region => {
                (patterns::region(), "the short name of a region, such as westeurope".to_owned())
            }
            Format::ResourceId(kind) => {
                let id = patterns::resource_id(&[kind]);
                let whole = if needed { patterns::padded(&id) } else { patterns::or_nothing(&id) };
                (whole, format!("not the whole resource id: {}", title_of(kind)))
            }
            Format::VmSize => {
                (patterns::vm_size(), "the name of a size, such as Standard_DS3_v2".to_owned())
            }
            Format::PublicKey => {
                (patterns::public_key(), "the line that starts with ssh-rsa".to_owned())
            }
            Format::ComputeName => {
                let rule = self.spec?.name_rule;
                let name = rule.pattern()?;
                // In a template the name of the workspace stands before it.
                (format!("^(?:[^/]*/)?{name}$"), name_told(rule))
            }
            _ => return None,
        })
    }

    fn or_open(&mut self, kind: &str) -> Vec<Value> {
        vec![json!({ "type": kind }), self.reference("expression", false)]
    }

    /// A shared definition; with `needed`, one that also refuses blanks.
    pub(super) fn reference(&mut self, name: &str, needed: bool) -> Value {
        if needed {
            return json!({ "allOf": [self.reference(name, false), self.reference("filled", false)] });
        }
        let (pattern, told) = match name {
            "text" => (patterns::text(), "a placeholder was not filled in"),
            "filled" => (patterns::FILLED.to_owned(), "must not be empty"),
            "expression" => (patterns::expression(), "a template expression"),
            "integerText" => (patterns::integer_text(), "a whole number"),
            "countText" => (patterns::count_text(), "a whole number from 0"),
            _ => (patterns::boolean_text(), "true or false"),
        };
        let definition = rules::form(pattern, told);
        self.definitions.insert(name.to_owned(), definition);
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// Sizes to choose from: those that the service's machines have and that are not about to end.
    fn sizes(&mut self) -> Value {
        self.definitions.insert("sizes".to_owned(), json!({ "enum": words::sizes() }));
        json!({ "$ref": "#/definitions/sizes" })
    }
}

/// What is told of a text that is no name of a compute.
pub(super) fn name_told(rule: &NameRule) -> String {
    let (title, min, max) = (rule.title, rule.min, rule.max);
    format!("{title}: {min} to {max} letters, digits and hyphens, a letter first")
}

/// The name of a definition: generators of code take a dot for the border of a module.
pub(super) fn definition(path: &str) -> String {
    path.replace('.', "-")
}

/// A path of members, with dots.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The members of a kind's body at a path of names, for formats that write the same members otherwise.
pub(super) fn field_at(spec: &'static KindSpec, pointer: &str) -> Option<(&'static Field, String)> {
    let mut fields = RESOURCE;
    let (mut found, mut path) = (None, String::new());
    for token in pointer.split('/').skip(1) {
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let field: &'static Field = fields.iter().find(|field| field.name == token)?;
        path = join(&path, field.name);
        fields = inner(field.value, spec);
        found = Some(field);
    }
    found.map(|field| (field, path))
}

fn inner(value: Type, spec: &'static KindSpec) -> &'static [Field] {
    match value {
        Type::Object(fields) | Type::Open(fields) => fields,
        Type::Kind => spec.fields,
        Type::List(inner) | Type::Map { value: inner, .. } => self::inner(*inner, spec),
        _ => &[],
    }
}

/// The words for a type of resource.
pub(super) fn title_of(kind: &str) -> &str {
    resource_id::resource_type(kind).map_or(kind, |found| found.title)
}

/// Whether a member of a kind can be changed later.
pub(super) fn is_fixed(field: &Field) -> bool {
    field.effect == Effect::Create
}

/// All names of members directly below `properties`, to tell what stands one level too high.
pub(super) fn compute_names() -> Vec<&'static str> {
    COMPUTE.iter().map(|field| field.name).collect()
}
