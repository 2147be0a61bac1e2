//! The documents of the command line as JSON Schemas, out of the rows of the format. Its loader takes names
//! in their own case only, no unknown member and no null, so these schemas are narrower than those of bodies.

use azureml_compute::ComputeKind;
use azureml_compute::kinds::KindSpec;
use azureml_compute::schema::{Field, Format, Type};
use azureml_compute::validate::documents;
use serde_json::{Map, Value, json};

use super::arm::{Writer, definition, field_at, name_told};
use super::asked::{Asked, asked};
use super::rules::{CRON, DATE_TIME, form};
use super::{File, file, patterns, words};

/// The schema of each kind that has documents.
pub(super) fn kinds() -> Vec<File> {
    let documents = documents();
    let all = documents.as_object().into_iter().flatten();
    all.filter_map(|(kind, document)| schema(kind, document)).collect()
}

/// The schema of any document: `type` chooses.
pub(super) fn any() -> File {
    let documents = documents();
    let (mut names, mut choices) = (Vec::new(), Vec::new());
    for document in documents.as_object().into_iter().flat_map(Map::values) {
        let word = text_of(document, "type");
        names.push(word.to_owned());
        choices.push(json!({
            "if": {
                "required": ["type"],
                "properties": { "type": { "type": "string", "pattern": exactly(word) } },
            },
            "then": { "$ref": format!("cli-v2/{word}.json") },
        }));
    }
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    let pattern = format!("^{}$", patterns::one_of(&words));
    let kind = json!({
        "title": "Type",
        "description": "The kind of compute.",
        "anyOf": [
            { "enum": names },
            { "type": "string", "pattern": pattern },
            { "type": "string", "pattern": patterns::expression() },
        ],
    });
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    out.insert("required".to_owned(), json!(["type"]));
    out.insert("properties".to_owned(), json!({ "type": kind }));
    out.insert("allOf".to_owned(), choices.into());
    let summary = "a compute of Azure Machine Learning as `az ml compute create --file` reads it";
    file("cli-v2.json".to_owned(), "Compute (document of az ml)", summary, out, Map::new())
}

fn schema(kind: &str, document: &Value) -> Option<File> {
    let spec = ComputeKind::from_name(kind)?.spec();
    let word = text_of(document, "type");
    let writer = Writer::new(Some(spec));
    let mut writer = Document { spec, word: word.to_owned(), writer };
    let mut body = writer.object(rows_of(document, "rows"), "", "");
    let demands = demands(spec);
    if !demands.is_empty() {
        body.insert("allOf".to_owned(), demands.into());
    }
    let title = format!("{} (document of az ml)", spec.title);
    let path = format!("cli-v2/{word}.json");
    Some(file(path, &title, spec.summary, body, writer.writer.definitions))
}

struct Document {
    spec: &'static KindSpec,
    word: String,
    writer: Writer,
}

impl Document {
    /// An object: `path` is that of its place here, `to` where its members go in the resource.
    fn object(&mut self, rows: &[Value], path: &str, to: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for row in rows {
            let name = text_of(row, "name");
            let below = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            properties.insert(name.to_owned(), self.member(row, &below, to));
            if is_needed(row, &below, self.spec) {
                required.push(name.to_owned());
            }
        }
        let mut out = Map::new();
        out.insert("type".to_owned(), "object".into());
        if !required.is_empty() {
            out.insert("required".to_owned(), required.into());
        }
        out.insert("properties".to_owned(), properties.into());
        out.insert("additionalProperties".to_owned(), false.into());
        out
    }

    fn member(&mut self, row: &Value, path: &str, base: &str) -> Value {
        let to = text_of(row, "to");
        let pointer = [base, to].concat();
        let target = (!to.is_empty()).then(|| field_at(self.spec, &pointer)).flatten();
        let needed = is_needed(row, path, self.spec);
        let mut out = Map::new();
        words::write_row(&mut out, row, target.as_ref().map(|(field, _)| *field));
        let mut branches = if path == "type" {
            let pattern = exactly(&self.word);
            vec![json!({ "enum": [self.word] }), json!({ "type": "string", "pattern": pattern })]
        } else {
            self.value(row, path, &pointer, target, needed)
        };
        let expression = self.expression();
        let takes_any_text = branches.contains(&json!({ "type": "string" }));
        if !branches.is_empty() && !takes_any_text && !branches.contains(&expression) {
            // What is filled in later may become anything.
            branches.push(expression);
        }
        if !branches.is_empty() {
            out.insert("anyOf".to_owned(), branches.into());
        }
        out.into()
    }

    fn value(
        &mut self,
        row: &Value,
        path: &str,
        pointer: &str,
        target: Option<(&'static Field, String)>,
        needed: bool,
    ) -> Vec<Value> {
        match text_of(row, "takes") {
            "text" => self.text(path, target, needed),
            "integer" if path == "idle_time_before_shutdown_minutes" => {
                // 0 is not sent.
                let mut all = integer(row, (15, 4_320));
                all.push(
                    json!({ "type": "number", "exclusiveMinimum": -1, "exclusiveMaximum": 1 }),
                );
                all
            }
            "integer" => integer(row, bounds(path, target.as_ref())),
            "boolean" => boolean(),
            "word" => word(row),
            "texts" => {
                let own = target
                    .map(|(field, path)| asked(Some(self.spec), field, &path))
                    .unwrap_or_default();
                vec![texts(&own, text_of(row, "name") == "environment_variables")]
            }
            "object" => {
                let object = self.object(rows_of(row, "rows"), path, pointer);
                let object = with_demands(object, path, self.spec);
                self.writer.definitions.insert(definition(path), object.into());
                vec![json!({ "$ref": format!("#/definitions/{}", definition(path)) })]
            }
            "objects" => {
                let object = self.object(rows_of(row, "rows"), path, pointer);
                let object = with_demands(object, path, self.spec);
                self.writer.definitions.insert(definition(path), object.into());
                let item = json!({ "$ref": format!("#/definitions/{}", definition(path)) });
                list_of(vec![item], self.expression())
            }
            "choice" => vec![self.choice(row, path, pointer)],
            "integers" => {
                let one = integer(row, bounds(path, target.as_ref()));
                list_of(one, self.expression())
            }
            "words" => list_of(word(row), self.expression()),
            "anything" => vec![json!({ "type": "object" })],
            _ => Vec::new(),
        }
    }

    /// `type` chooses the properties; without a known word they are those of the first. What is filled in later may choose any.
    fn choice(&mut self, row: &Value, path: &str, pointer: &str) -> Value {
        let choices = row.get("choices").and_then(Value::as_object);
        let mut made = Vec::new();
        for (word, rows) in choices.into_iter().flatten() {
            let below = format!("{path}.{word}");
            let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
            let object = self.object(rows, &below, pointer);
            self.writer.definitions.insert(definition(&below), object.into());
            made.push((
                word.clone(),
                json!({ "$ref": format!("#/definitions/{}", definition(&below)) }),
            ));
        }
        let mut made = made.into_iter();
        let first = made.next().map(|(_, first)| first).unwrap_or_default();
        let open = json!({
            "type": "object",
            "if": { "required": ["type"], "properties": { "type": self.expression() } },
            "else": first,
        });
        made.fold(open, |otherwise, (word, object)| {
            json!({
                "type": "object",
                "if": {
                    "required": ["type"],
                    "properties": { "type": { "type": "string", "pattern": exactly(&word) } },
                },
                "then": object,
                "else": otherwise,
            })
        })
    }

    fn expression(&mut self) -> Value {
        self.writer.reference("expression", false)
    }

    fn text(
        &mut self,
        path: &str,
        target: Option<(&'static Field, String)>,
        needed: bool,
    ) -> Vec<Value> {
        if path == "idle_time_before_shutdown" {
            return vec![json!({ "type": "string" })];
        }
        if let Some((field @ Field { value: Type::Text(format), required, .. }, place)) = target {
            let mut own = asked(Some(self.spec), field, &place);
            if *format == Format::ComputeName {
                let name = self.spec.name_rule.pattern().unwrap_or_default();
                return vec![
                    form(format!("^{name}$"), &name_told(self.spec.name_rule)),
                    self.expression(),
                ];
            }
            match *format {
                Format::Cron => own.pattern = Some((patterns::cron(), CRON.to_owned())),
                Format::DateTime => {
                    own.pattern = Some((patterns::date_time(), DATE_TIME.to_owned()));
                }
                _ => {}
            }
            let needed = needed && path == "resource_id" || *required;
            return self.writer.text(*format, &own, needed);
        }
        match path {
            "identity.type" => {
                let bare = |word: &str| patterns::spaced(word, "[_ ]*");
                let (system, user) = (bare("systemassigned"), bare("userassigned"));
                let pattern = format!(
                    "^[_ ]*(?:{system}|{user}|{system}[_ ]*,[_ ]*{user}|{user}[_ ]*,[_ ]*{system}|{})[_ ]*$",
                    bare("none")
                );
                let words = ["system_assigned", "user_assigned", "none"];
                vec![json!({ "enum": words }), json!({ "type": "string", "pattern": pattern })]
            }
            "identity.user_assigned_identities.resource_id" => {
                let kind = "Microsoft.ManagedIdentity/userAssignedIdentities";
                let pattern = patterns::padded(&patterns::resource_id(&[kind]));
                vec![form(pattern, "not the whole resource id"), self.expression()]
            }
            "network_settings.subnet" => {
                let kind = "Microsoft.Network/virtualNetworks/subnets";
                let id = patterns::padded(&patterns::resource_id(&[kind]));
                let pattern = format!("^(?!/)|{id}");
                vec![form(pattern, "not the whole resource id"), self.expression()]
            }
            _ => vec![json!({ "type": "string" })],
        }
    }
}

/// Whether a document without the member is refused. The name may stand beside the file.
fn is_needed(row: &Value, path: &str, spec: &KindSpec) -> bool {
    match path {
        "name" => false,
        "type" => true,
        "resource_id" => spec.attach.is_some(),
        _ => {
            let of_script = path.ends_with("_script.timeout_minutes");
            of_script || row.get("required").is_some()
        }
    }
}

/// Smallest and largest whole number that a member takes.
fn bounds(path: &str, target: Option<&(&'static Field, String)>) -> (i64, i64) {
    const INT32: (i64, i64) = (i32::MIN as i64, i32::MAX as i64);
    match path {
        "custom_applications.endpoints.target" | "custom_applications.endpoints.published" => {
            return (1026, 65_534);
        }
        "idle_time_before_scale_down"
        | "setup_scripts.creation_script.timeout_minutes"
        | "setup_scripts.startup_script.timeout_minutes" => return (0, i64::MAX),
        "schedules.compute_start_stop.trigger.recurrence.interval" => return (1, INT32.1),
        "schedules.compute_start_stop.trigger.recurrence.schedule.hours" => return (0, 23),
        "schedules.compute_start_stop.trigger.recurrence.schedule.minutes" => return (0, 59),
        _ => {}
    }
    match target {
        Some((field, _)) => field.bounds().unwrap_or(INT32),
        None => INT32,
    }
}

/// The loader cuts fractions off, so that a little below 0 is 0.
fn integer(row: &Value, (min, max): (i64, i64)) -> Vec<Value> {
    let mut number = Map::new();
    number.insert("type".to_owned(), "number".into());
    if min > 0 {
        number.insert("minimum".to_owned(), min.into());
    } else {
        number.insert("exclusiveMinimum".to_owned(), min.saturating_sub(1).into());
    }
    if max < i64::MAX {
        number.insert("exclusiveMaximum".to_owned(), max.saturating_add(1).into());
    }
    let signed = min < 0 && row.get("via").is_none();
    let pattern = if signed { r"^\s*[+-]?[0-9]+\s*$" } else { r"^\s*(?:\+?[0-9]+|-0+)\s*$" };
    vec![number.into(), json!({ "type": "string", "pattern": pattern })]
}

fn boolean() -> Vec<Value> {
    let words = ["true", "yes", "on", "1", "t", "y", "false", "no", "off", "0", "f", "n"];
    let words: Vec<String> = words.iter().map(|word| patterns::spaced(word, "[_ -]*")).collect();
    let pattern = format!("^[_ -]*(?:{})[_ -]*$", words.join("|"));
    vec![
        json!({ "type": "boolean" }),
        // As an enumeration these would be offered before the words.
        json!({ "type": "integer", "minimum": 0, "maximum": 1 }),
        json!({ "type": "string", "pattern": pattern }),
    ]
}

fn word(row: &Value) -> Vec<Value> {
    let words = row.get("words").and_then(Value::as_object);
    let own: Vec<&str> =
        words.into_iter().flatten().filter_map(|(_, word)| word.as_str()).collect();
    let pattern = format!("^{}$", patterns::one_of(&own));
    vec![json!({ "enum": own }), json!({ "type": "string", "pattern": pattern })]
}

/// Variables may be of any plain type: they are read as texts.
fn texts(own: &Asked, variables: bool) -> Value {
    let mut value = Map::new();
    value.insert("type".to_owned(), "string".into());
    if let Some(longest) = own.longest {
        value.insert("maxLength".to_owned(), longest.into());
    }
    let mut out = Map::new();
    out.insert("type".to_owned(), "object".into());
    let mut values = vec![Value::from(value)];
    if variables {
        values.extend(["number", "boolean", "null"].map(|kind| json!({ "type": kind })));
    }
    out.insert("additionalProperties".to_owned(), json!({ "anyOf": values }));
    for (name, value) in &own.of_map {
        out.insert((*name).to_owned(), value.clone());
    }
    out.into()
}

fn list_of(mut one: Vec<Value>, expression: Value) -> Vec<Value> {
    one.push(expression);
    vec![json!({ "type": "array", "items": { "anyOf": one } })]
}

/// What is asked of several members at the root.
fn demands(spec: &'static KindSpec) -> Vec<Value> {
    match spec.name {
        "AmlCompute" => {
            let network = json!({ "not": { "type": "object", "maxProperties": 0 } });
            vec![json!({ "properties": { "network_settings": network } })]
        }
        // Of both idle times the minutes are sent.
        "ComputeInstance" => {
            let field = spec.fields.iter().find(|field| field.name == "idleTimeBeforeShutdown");
            let idle = field.and_then(|field| asked(Some(spec), field, field.name).pattern);
            let idle = idle.map(|(pattern, told)| form(pattern, &told));
            let idle = json!({ "anyOf": [idle, form(patterns::expression(), "")] });
            vec![json!({
                "if": { "properties": { "idle_time_before_shutdown_minutes": false } },
                "then": { "properties": { "idle_time_before_shutdown": idle } },
            })]
        }
        _ => Vec::new(),
    }
}

fn with_demands(mut object: Map<String, Value>, path: &str, spec: &KindSpec) -> Map<String, Value> {
    let text = json!({ "type": "string", "minLength": 1 });
    let filled = |name: &str, value: Value| json!({ "type": "object", "required": [name], "properties": { (name): value } });
    let demands = match path {
        "network_settings" => {
            let name = json!({ "type": "string", "pattern": "^[^/]" });
            vec![
                json!({ "if": filled("vnet_name", text.clone()), "then": filled("subnet", text.clone()) }),
                json!({ "if": filled("subnet", name), "then": filled("vnet_name", text) }),
            ]
        }
        "identity" => {
            let bare = |word: &str| patterns::spaced(word, "[_ ]*");
            let is = |words: &[&str]| {
                let words: Vec<String> = words.iter().map(|word| bare(word)).collect();
                let pattern = format!("^[_ ]*(?:{})[_ ]*$", words.join("|"));
                filled("type", json!({ "type": "string", "pattern": pattern }))
            };
            let item = json!({ "type": "object", "required": ["resource_id"], "properties": { "resource_id": true } });
            let open = json!({ "type": "string", "pattern": patterns::expression() });
            let some = json!({ "type": "array", "contains": { "anyOf": [item, open] } });
            let some = json!({ "anyOf": [some, open] });
            let with =
                ["userassigned", "systemassigned,userassigned", "userassigned,systemassigned"];
            vec![
                json!({ "if": is(&with), "then": filled("user_assigned_identities", some) }),
                json!({ "if": is(&["systemassigned", "none"]), "then": {
                    "type": "object",
                    "properties": { "user_assigned_identities": { "not": { "type": "array", "contains": item } } },
                } }),
            ]
        }
        "ssh_settings" if spec.name == "VirtualMachine" => {
            let blank = json!({ "type": "string", "pattern": patterns::FILLED });
            vec![
                filled("admin_username", blank.clone()),
                json!({ "anyOf": [
                    filled("admin_password", blank),
                    filled("ssh_private_key_file", text),
                ] }),
            ]
        }
        _ => return object,
    };
    object.insert("allOf".to_owned(), demands.into());
    object
}

/// The loader compares words without case and does not trim.
fn exactly(word: &str) -> String {
    patterns::any_case(word)
}

fn text_of<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn rows_of<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
