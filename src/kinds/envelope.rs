//! The resource around every kind: location, tags, identity, sku, `properties`.

use super::rules::tags;
use crate::diagnostics::codes;
use crate::schema::{Field, Format, INT32, Type};
use crate::text::Node;

codes! {
    PROPERTIES_MISSING = "envelope/properties-missing" Error {
        message: "`properties` is missing",
        help: "a compute needs at least {\"properties\": {\"computeType\": …}}",
        summary: "The body has no `properties` object.",
        why: "It contains the kind and the data of the compute.",
        evidence: [Spec "template schema 2026-05-01, required" "2026-08"],
        example: "{\"location\":\"westeurope\"}",
        fix: "moves the properties that belong there into it",
    }
    KIND_MISSING = "envelope/kind-missing" Error {
        message: "`computeType` is missing",
        help: "set the kind, such as AmlCompute for a cluster",
        summary: "The body does not say which kind of compute it is.",
        why: "The service uses it to read the rest.",
        evidence: [Spec "Compute.computeType@all, required" "2026-08"],
        example: "{\"properties\":{}}",
        fix: "writes the only kind that its properties fit",
    }
    KIND_UNKNOWN = "envelope/kind-unknown" Error {
        message: "`{actual}` is not a valid kind of compute",
        help: "the kinds are {words}",
        summary: "The value is not a published kind.",
        why: "The service uses it to read the rest.",
        evidence: [Spec "Compute.computeType@2026-05-01, discriminator" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCluster\"}}",
        fix: "writes the nearest kind",
    }
    KIND_UNPUBLISHED = "envelope/kind-unpublished" Warning {
        message: "`{actual}` is in no published api-version",
        help: "SDK v1 sends it with 2020-02-02; what the service does with it is not documented",
        summary: "Only SDK v1 knows this kind.",
        why: "It is in no API description.",
        evidence: [Sdk "azureml-core 1.61" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Batch\"}}",
    }
    KIND_NOT_IN_VERSION = "envelope/kind-not-in-version" Warning {
        message: "{actual} came with {since} and is not in {version}",
        help: "use a newer api-version",
        summary: "The kind is newer than the api-version.",
        why: "The service does not know the kind in that version.",
        evidence: [Spec "computeType@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\"}}" with "{\"apiVersion\":\"2021-04-01\"}",
    }
    API_VERSION = "envelope/api-version" Warning {
        message: "`{actual}` is not among the published api-versions",
        help: "the newest stable one is {newest}",
        summary: "The api-version is not published.",
        why: "ARM rejects versions that the provider has not registered.",
        evidence: [Spec "list of published api-versions" "2026-08"],
        example: "{}" with "{\"apiVersion\":\"2026-05-02\"}",
    }
    PREVIEW_VERSION = "envelope/preview-version" Info {
        message: "`{actual}` is a preview",
        help: "previews have no service agreement, and properties may disappear",
        summary: "The api-version is a preview.",
        why: "Previews are not meant for production.",
        evidence: [Docs "article on compute targets, limitations" "2020-10"],
        example: "{}" with "{\"apiVersion\":\"2026-05-15-preview\"}",
    }
    NESTING = "envelope/nesting" Error {
        message: "`{member}` is one level too high",
        help: "the data of a kind belongs in properties.properties",
        summary: "The data of the kind is directly under `properties` instead of `properties.properties`.",
        why: "The service drops everything at that level, so none of it has an effect.",
        evidence: [Spec "Compute and AmlCompute@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"vmSize\":\"Standard_DS3_v2\"}}",
        fix: "moves the properties one level down",
    }
    MISPLACED_MEMBER = "envelope/misplaced-member" Warning {
        message: "`{member}` belongs in {place}",
        help: "move it; it is ignored where it is",
        summary: "A known property is at the wrong level, while others are at the right one.",
        why: "The service ignores it there and uses the rest.",
        evidence: [Spec "ComputeResource, Compute@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"location\":\"westeurope\"}}",
        fix: "moves it",
    }
}

/// Members that a resource has in a deployment template only.
pub const TEMPLATE_MEMBERS: [&str; 7] =
    ["apiVersion", "comments", "condition", "copy", "dependsOn", "scope", "type"];

/// Whether a body is one resource of a deployment template: its name is the workspace's and its own, with a
/// slash between them.
#[must_use]
pub fn is_of_template(root: Node<'_>) -> bool {
    let kind = root.get("type").and_then(Node::text);
    root.get("apiVersion").is_some() && kind.is_some_and(|kind| kind.eq_ignore_ascii_case(COMPUTES))
}

const COMPUTES: &str = "Microsoft.MachineLearningServices/workspaces/computes";

/// Members of the resource.
pub const RESOURCE: &[Field] = &[
    Field::new("name", Type::Text(Format::ComputeName))
        .form(
            "basics",
            "Compute name",
            "3 to 16 letters, digits and hyphens, starting with a letter",
        )
        .example("gpu-cluster"),
    Field::new("location", Type::Text(Format::Region))
        .create_only()
        .form("basics", "Region", "usually the region of the workspace")
        .example("westeurope"),
    Field::new("tags", Type::Map { key: Format::Prose, value: &Type::Text(Format::Prose) })
        .asks(tags::ASKED)
        .nullable()
        .form("tags", "Tags", "names and values for cost reports and policies"),
    Field::new("identity", Type::Object(IDENTITY)).patched().nullable(),
    Field::new("sku", Type::Object(SKU)).nullable(),
    Field::new("properties", Type::Object(COMPUTE)),
    Field::new("id", Type::Any).read_only(),
    Field::new("type", Type::Any).read_only(),
    Field::new("systemData", Type::Any).read_only(),
    // Seen in answers.
    Field::new("etag", Type::Any).read_only(),
];

/// Types of identity, as the API writes them.
pub const IDENTITY_TYPES: [&str; 4] =
    ["None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"];

/// Whether a body says what a member is to be: the service sets some, and the name stands in the address.
#[must_use]
pub const fn is_settable(field: &Field) -> bool {
    !field.read_only && !matches!(field.value, Type::Text(Format::ComputeName))
}

const IDENTITY: &[Field] = &[
    Field::new("type", Type::Text(Format::Words(&IDENTITY_TYPES)))
        .required()
        .default("None")
        .form("identity", "Identity", "how jobs on the compute sign in to other services")
        .example("SystemAssigned"),
    Field::new(
        "userAssignedIdentities",
        Type::Map {
            key: Format::ResourceId("Microsoft.ManagedIdentity/userAssignedIdentities"),
            value: &Type::Object(&[
                Field::new("principalId", Type::Any).read_only(),
                Field::new("clientId", Type::Any).read_only(),
            ]),
        },
    )
    .nullable()
    .form("identity", "User-assigned identities", "ids of the identities"),
    Field::new("principalId", Type::Any).read_only(),
    Field::new("tenantId", Type::Any).read_only(),
];

const SKU: &[Field] = &[
    Field::new("name", Type::Text(Format::Plain)).required(),
    Field::new("tier", Type::ClosedWord(&["Free", "Basic", "Standard", "Premium"])),
    Field::new("size", Type::Text(Format::Plain)),
    Field::new("family", Type::Text(Format::Plain)),
    Field::new("capacity", INT32),
];

/// The member of `properties` that names what is attached.
pub const RESOURCE_ID: &str = "resourceId";

/// Members of `properties`.
pub const COMPUTE: &[Field] = &[
    // Its absence and its words have codes of their own.
    Field::new("computeType", Type::Text(Format::Name)).create_only(),
    Field::new("computeLocation", Type::Text(Format::Region)).create_only(),
    Field::new("description", Type::Text(Format::Prose)).nullable().form(
        "basics",
        "Description",
        "a note for people",
    ),
    // What it may name is said by the kind.
    Field::new(RESOURCE_ID, Type::Text(Format::AnyResourceId))
        .create_only()
        .nullable()
        .form("target", "Resource id", "full id of the resource to attach")
        .example("/subscriptions/…/resourceGroups/…/providers/…"),
    Field::new("disableLocalAuth", Type::Boolean)
        .create_only()
        .since("2021-04-01")
        .default("false")
        .form("access", "Disable local accounts", "only directory accounts can sign in"),
    Field::new("properties", Type::Kind).nullable(),
    Field::new("provisioningState", Type::Any).read_only(),
    Field::new("createdOn", Type::Any).read_only(),
    Field::new("modifiedOn", Type::Any).read_only(),
    Field::new("provisioningErrors", Type::Any).read_only(),
    Field::new("isAttachedCompute", Type::Any).read_only(),
    // Seen in answers.
    Field::new("provisioningWarnings", Type::Any).read_only(),
];
