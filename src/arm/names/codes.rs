//! What can be wrong with a name.

use crate::diagnostics::codes;

codes! {
    LENGTH = "name/length" Error {
        message: [
            "" => "the {what} has {min} to {max} characters; this one has {length}",
            "empty" => "the {what} is empty",
        ],
        summary: "The name is shorter or longer than names of its kind may be.",
        why: "The service refuses the name.",
        evidence: [
            Spec "computeName, workspaceName patterns@2026-05-01" "2026-08",
            Docs "resource name rules of the resource manager" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Batch\"}}" with "{\"name\":\"a\"}",
    }
    CHARACTERS = "name/characters" Error {
        message: "{found} cannot stand in the {what}",
        help: [
            "" => "allowed are {allowed}",
            "id" => "this looks like a resource id; give its last segment alone",
        ],
        summary: "The name holds a character that names of its kind cannot have.",
        why: "The service refuses the name.",
        evidence: [
            Service "the underscore was refused: azure-docs#28600" "2019-04",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"gpu_cluster\"}",
        fix: "puts hyphens in the place of the characters",
    }
    EDGES = "name/edges" Error {
        message: [
            "first" => "the {what} begins with {allowed}, not with {found}",
            "last" => "the {what} ends with {allowed}, not with {found}",
        ],
        summary: "The first or last character cannot stand there.",
        why: "The service refuses the name.",
        evidence: [Spec "computeName, workspaceName patterns@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"1cluster\"}",
        fix: "removes hyphens at the end",
    }
    HYPHEN_DIGITS = "name/hyphen-digits" Error {
        message: "the {what} cannot end in a hyphen and digits",
        help: "put a letter behind the last hyphen, or leave the hyphen out",
        summary: "Everything behind the last hyphen is digits.",
        why: "The service keeps such names for its own machines.",
        evidence: [
            Service "text of the service in pipelines-azureml#19" "2022-03",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"},\"name\":\"gpu-2\"}",
        fix: "leaves the hyphen out",
    }
    CONTESTED = "name/contested" Info {
        message: "not every source allows this {what}: {rule}",
        help: "a name inside the narrower rule works everywhere",
        summary: "Documents, published pattern and service disagree about the name.",
        why: "The service was seen to take it; what one front end takes another may refuse.",
        evidence: [
            Spec "computeName pattern@2025-12-01 (3 to 24)" "2026-08",
            Service "pattern recorded from the service (3 to 32 for clusters)" "2025-06",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"cluster-12345678\"}",
    }
    LETTER_CASE = "name/letter-case" Error {
        message: "the {what} has no upper-case letters",
        summary: "The name holds upper-case letters where only lower case is allowed.",
        why: "The service refuses the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"storageAccount\", \"MyStorage\")",
        fix: "writes lower case",
    }
    SEQUENCE = "name/sequence" Error {
        message: "`{sequence}` cannot stand in the {what}",
        summary: "The name holds a run of characters that is forbidden.",
        why: "The service refuses the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"keyVault\", \"a--b\")",
    }
    NOT_A_GUID = "name/not-a-guid" Error {
        message: "`{actual}` is no GUID (8-4-4-4-12 hexadecimal digits)",
        help: "copy the id, not the display name",
        summary: "A subscription id is a GUID.",
        why: "No subscription has another kind of id.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"SynapseSpark\",\"properties\":{\"subscriptionId\":\"production\"}}}",
    }
    RESERVED = "name/reserved" Warning {
        message: "`{actual}` means something else in SDK v1",
        help: "choose another name",
        summary: "The name is one that SDK v1 reads as another kind of target.",
        why: "SDK v1 refuses to create it and takes it for local or run-based compute in run configurations.",
        evidence: [Sdk "azureml-core 1.61" "2026-11"],
        example: "{\"name\": \"local\", \"properties\": {\"computeType\": \"AmlCompute\"}}",
    }
    TWO_NAMES = "name/two-names" Error {
        message: "the body says `{body}`, the option says `{option}`",
        help: "one request creates one compute; remove one of the names",
        summary: "Two different names are given for one compute.",
        why: "The name stands in the URL; a body that names another is a mix-up.",
        evidence: [Spec "Compute_CreateOrUpdate@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"one-name\"}" with "{\"name\":\"another-name\"}",
    }
}
