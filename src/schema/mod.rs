//! The language in which kinds are written: types, fields and formats as constants, the walk that
//! compares a document with them, and the description of a form that is derived from them. Knows no
//! compute kind.

mod codes;
mod constrained;
mod constraint;
mod describe;
mod equal;
mod placeholder;
mod read;
mod scalars;
mod values;
mod walk;

pub use codes::*;
pub use constraint::{Asks, Breach, Constraint, Entries, Form, GUID, Tell};
pub use describe::{FieldDescription, describe_fields};
pub use equal::{equal, is_empty, same_id};
pub use placeholder::{Placeholder, is_filled_in, is_open, placeholder_in, placeholder_of};
pub use read::{Reader, Slot, integer_in};
pub use values::{check_region, check_resource_id};
pub use walk::{Marks, Shape, report_open};

use crate::diagnostics::Severity;
use crate::text::signs::print_of;

/// What a member's value is.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// A text of some format.
    Text(Format),
    /// A whole number, both bounds inclusive.
    Integer {
        /// Smallest that the API description allows.
        min: i64,
        /// Largest that the API description allows.
        max: i64,
    },
    /// Number of a port.
    Port,
    /// true or false.
    Boolean,
    /// One of some words; the API takes unknown ones as well.
    Word(&'static [&'static str]),
    /// One of some words; the API refuses any other.
    ClosedWord(&'static [&'static str]),
    /// An object with these members.
    Object(&'static [Field]),
    /// An object with these members, and any others.
    Open(&'static [Field]),
    /// An object whose keys are the caller's.
    Map {
        /// Format of the keys.
        key: Format,
        /// Type of the values.
        value: &'static Type,
    },
    /// A list.
    List(&'static Type),
    /// The data of the kind, whichever it is.
    Kind,
    /// Anything.
    Any,
}

/// The integers of the API are 32 bits wide.
pub const INT32: Type = Type::Integer { min: i32::MIN as i64, max: i32::MAX as i64 };

/// Numbers that a port can have.
pub const PORTS: std::ops::RangeInclusive<i64> = 1..=65_535;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Any text that somebody may have padded by accident.
    Plain,
    /// Free text: never judged.
    Prose,
    /// ISO 8601 duration. A bare number is read in this unit (`S` or `M`).
    Duration(char),
    /// Resource id of this type.
    ResourceId(&'static str),
    /// Resource id of any type.
    AnyResourceId,
    /// Region.
    Region,
    /// Size of a virtual machine.
    VmSize,
    /// Name of a compute.
    ComputeName,
    /// Login name.
    UserName,
    /// Password.
    Password,
    /// Key or certificate in PEM form.
    Pem,
    /// SSH public key.
    PublicKey,
    /// GUID.
    Guid,
    /// Name or address of a host, or a URL.
    Host,
    /// Name of a kind or a time zone: compared without case.
    Name,
    /// How long a script may take, as the command `timeout` reads it.
    TimeLimit,
    /// Cron expression.
    Cron,
    /// Amount as Kubernetes writes it.
    Quantity,
    /// One of these, alone or several with commas between them; rules of its own judge it.
    Words(&'static [&'static str]),
    /// Date and time.
    DateTime,
}

impl Format {
    /// The word for it in a form description; `None` for plain text.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain
            | Self::Words(_)
            | Self::Host
            | Self::Name
            | Self::TimeLimit
            | Self::Cron
            | Self::Quantity => return None,
            Self::Prose | Self::Pem => "long-text",
            Self::Duration(_) => "duration",
            Self::ResourceId(_) | Self::AnyResourceId => "resource-id",
            Self::Region => "region",
            Self::VmSize => "vm-size",
            Self::ComputeName => "compute-name",
            Self::UserName => "user-name",
            Self::Password => "password",
            Self::PublicKey => "ssh-public-key",
            Self::Guid => "guid",
            Self::DateTime => "date-time",
        })
    }
}

/// How a compute that exists gets another value of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// By a PUT of the whole body.
    Put,
    /// By a PATCH of this member.
    Patch,
    /// By an action of its own; the name of the client's method, empty if it has none.
    Action(&'static str),
    /// Not at all: it is fixed when the compute is created or attached.
    Create,
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Name in the API's spelling.
    pub name: &'static str,
    /// The print of the name: names are compared by it first.
    print: u32,
    /// Type.
    pub value: Type,
    /// Must be there when its object is.
    pub required: bool,
    /// `null` is as good as absent.
    pub nullable: bool,
    /// Set by the service.
    pub read_only: bool,
    /// Its value must never be shown.
    pub secret: bool,
    /// How a compute that exists gets another value of it.
    pub effect: Effect,
    /// First stable api-version that has it; empty for always, or for never if `preview` is set.
    pub since: &'static str,
    /// Date of the first preview that has it, where previews had it before stable versions.
    pub preview: &'static str,
    /// What an absent member means.
    pub default: Option<&'static str>,
    /// What is asked of it beside its type.
    pub asks: &'static [Constraint],
    /// Whether something in it is asked for even where it is missing itself.
    pub asks_within: bool,
    /// Label in a form; empty for members that a form does not show.
    pub title: &'static str,
    /// One sentence for a form.
    pub help: &'static str,
    /// Group of the form.
    pub group: &'static str,
    /// A good value.
    pub example: &'static str,
    /// Unit of a number.
    pub unit: &'static str,
}

/// Whether the words for forms are kept. The package for JavaScript has them as data of its own, made at
/// build time from a native build of this crate; in its module nobody would read them.
pub const WORDS_FOR_FORMS: bool = !cfg!(all(target_arch = "wasm32", feature = "js"));

impl Field {
    /// A member with nothing said about it but its type.
    #[must_use]
    pub const fn new(name: &'static str, value: Type) -> Self {
        Self {
            name,
            print: print_of(name.as_bytes()),
            value,
            required: false,
            nullable: false,
            read_only: false,
            secret: false,
            effect: Effect::Put,
            since: "",
            preview: "",
            default: None,
            asks: &[],
            asks_within: asks_within(value),
            title: "",
            help: "",
            group: "",
            example: "",
            unit: "",
        }
    }

    /// Must be there when its object is.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `null` is as good as absent.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Set by the service.
    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Its value must never be shown.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Fixed when the compute is created.
    #[must_use]
    pub const fn create_only(mut self) -> Self {
        self.effect = Effect::Create;
        self
    }

    /// Changed by a PATCH as well.
    #[must_use]
    pub const fn patched(mut self) -> Self {
        self.effect = Effect::Patch;
        self
    }

    /// Changed by an action of its own: the method of the client that sends it, empty if it has none.
    #[must_use]
    pub const fn changed_by(mut self, action: &'static str) -> Self {
        self.effect = Effect::Action(action);
        self
    }

    /// First stable api-version that has it.
    #[must_use]
    pub const fn since(mut self, version: &'static str) -> Self {
        self.since = version;
        self
    }

    /// Date of the first preview that has it. Without [`since`](Self::since) no stable version has it.
    #[must_use]
    pub const fn preview(mut self, date: &'static str) -> Self {
        self.preview = date;
        self
    }

    /// Whether an api-version has it.
    #[must_use]
    pub fn is_in(&self, version: &str) -> bool {
        if self.since.is_empty() && self.preview.is_empty() {
            return true;
        }
        let stable = !self.since.is_empty() || self.preview.is_empty();
        let by_preview = !self.preview.is_empty() && version.ends_with("-preview");
        (stable && version >= self.since) || (by_preview && version >= self.preview)
    }

    /// What an absent member means.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// What is asked of it beside its type.
    #[must_use]
    pub const fn asks(mut self, constraints: &'static [Constraint]) -> Self {
        self.asks = constraints;
        self
    }

    /// Whether a body without it is refused, where the object around it is there.
    #[must_use]
    pub fn is_demanded(&self, kind_fields: &'static [Field]) -> bool {
        let inner = match self.value {
            Type::Object(inner) | Type::Open(inner) => inner,
            Type::Kind => kind_fields,
            _ => &[],
        };
        let demands = |field: &Field, around| field.asks.iter().any(|asked| asked.demands(around));
        self.required || demands(self, false) || inner.iter().any(|field| demands(field, true))
    }

    /// The smallest and the largest whole number that it takes.
    #[must_use]
    pub fn bounds(&self) -> Option<(i64, i64)> {
        let own = match self.value {
            Type::Integer { min, max } => (min, max),
            Type::Port => (*PORTS.start(), *PORTS.end()),
            _ => return None,
        };
        let is_error = |asked: &&Constraint| asked.code.severity == Severity::Error;
        let asked = self.asks.iter().filter(is_error);
        Some(asked.fold(own, |(min, max), asked| match asked.asks {
            Asks::Number { least, most } => (min.max(least), max.min(most)),
            _ => (min, max),
        }))
    }

    /// Shows the member in a form. Not kept in the module for JavaScript, like example and unit.
    #[must_use]
    pub const fn form(
        mut self,
        group: &'static str,
        title: &'static str,
        help: &'static str,
    ) -> Self {
        if WORDS_FOR_FORMS {
            self.group = group;
            self.title = title;
            self.help = help;
        }
        self
    }

    /// A good value.
    #[must_use]
    pub const fn example(mut self, value: &'static str) -> Self {
        if WORDS_FOR_FORMS {
            self.example = value;
        }
        self
    }

    /// Unit of a number.
    #[must_use]
    pub const fn unit(mut self, unit: &'static str) -> Self {
        if WORDS_FOR_FORMS {
            self.unit = unit;
        }
        self
    }
}

/// Whether something in a value is asked for even where the value is missing. What a kind asks is not known here.
const fn asks_within(value: Type) -> bool {
    let fields = match value {
        Type::Kind => return true,
        Type::Object(fields) | Type::Open(fields) => fields,
        _ => return false,
    };
    let mut rest = fields;
    while let [field, behind @ ..] = rest {
        let mut asked = field.asks;
        while let [constraint, others @ ..] = asked {
            if matches!(constraint.asks, Asks::Present { deep: true, .. }) {
                return true;
            }
            asked = others;
        }
        rest = behind;
    }
    false
}

/// The field of a name: its exact spelling first, then without case.
#[must_use]
pub fn field_of(fields: &'static [Field], name: &str) -> Option<&'static Field> {
    fields.get(place_of(fields, name, print_of(name.as_bytes()))?)
}

/// The place in its table of the field of a name, which has a print.
fn place_of(fields: &[Field], name: &str, print: u32) -> Option<usize> {
    let mut other = None;
    for (place, field) in fields.iter().enumerate() {
        if field.print != print {
            continue;
        }
        if field.name == name {
            return Some(place);
        }
        if other.is_none() && field.name.eq_ignore_ascii_case(name) {
            other = Some(place);
        }
    }
    other
}
