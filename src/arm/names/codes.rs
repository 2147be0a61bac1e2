//! What can be wrong with a name.

use crate::diagnostics::codes;

codes! {
    LENGTH = "name/length" Error {
        message: [
            "" => "the {what} must have {min} to {max} characters; this one has {length}",
            "empty" => "the {what} is empty",
        ],
        summary: "The name is shorter or longer than names of its kind may be.",
        why: "The service rejects the name.",
        evidence: [
            Spec "computeName, workspaceName patterns@2026-05-01" "2026-08",
            Docs "resource name rules of the resource manager" "2026-11",
        ],
        example: "{\"properties\":{\"computeType\":\"Batch\"}}" with "{\"name\":\"a\"}",
    }
    CHARACTERS = "name/characters" Error {
        message: "the {what} cannot contain {found}",
        help: [
            "" => "allowed are {allowed}",
            "id" => "this looks like a resource id; use only its last segment",
        ],
        summary: "The name contains a character that is not allowed in names of its kind.",
        why: "The service rejects the name.",
        evidence: [
            Service "the underscore was rejected: azure-docs#28600" "2019-04",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"gpu_cluster\"}",
        fix: "replaces the characters with hyphens",
    }
    EDGES = "name/edges" Error {
        message: [
            "first" => "the {what} must start with {allowed}, not with {found}",
            "last" => "the {what} must end with {allowed}, not with {found}",
        ],
        summary: "The first or last character is not allowed there.",
        why: "The service rejects the name.",
        evidence: [Spec "computeName, workspaceName patterns@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"1cluster\"}",
        fix: "removes hyphens at the end",
    }
    HYPHEN_DIGITS = "name/hyphen-digits" Error {
        message: "the {what} cannot end in a hyphen followed by digits only",
        help: "add a letter after the last hyphen, or remove the hyphen",
        summary: "The part after the last hyphen is all digits.",
        why: "The service reserves such names for its own machines.",
        evidence: [
            Service "text of the service in pipelines-azureml#19" "2022-03",
            Spec "computeName pattern@2025-12-01" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\"},\"name\":\"gpu-2\"}",
        fix: "removes the hyphen",
    }
    CONTESTED = "name/contested" Info {
        message: "some Azure tools reject this {what}: {rule}",
        help: "a name that follows the stricter rule is accepted by all of them",
        summary: "Documentation, published pattern and service disagree about the name.",
        why: "The service was seen to accept it, but another tool may reject it.",
        evidence: [
            Spec "computeName pattern@2025-12-01 (3 to 24)" "2026-08",
            Service "pattern recorded from the service (3 to 32 for clusters)" "2025-06",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"cluster-12345678\"}",
    }
    LETTER_CASE = "name/letter-case" Error {
        message: "the {what} cannot contain upper-case letters",
        summary: "The name contains upper-case letters where only lower case is allowed.",
        why: "The service rejects the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"storageAccount\", \"MyStorage\")",
        fix: "writes lower case",
    }
    SEQUENCE = "name/sequence" Error {
        message: "the {what} cannot contain `{sequence}`",
        summary: "The name contains a sequence of characters that is not allowed.",
        why: "The service rejects the name.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "checkName(\"keyVault\", \"a--b\")",
    }
    NOT_A_GUID = "name/not-a-guid" Error {
        message: "`{actual}` is not a valid GUID (8-4-4-4-12 hexadecimal digits)",
        help: "copy the id, not the display name",
        summary: "A subscription id is a GUID.",
        why: "Subscription ids have no other form.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"SynapseSpark\",\"properties\":{\"subscriptionId\":\"production\"}}}",
    }
    RESERVED = "name/reserved" Warning {
        message: "`{actual}` has a special meaning in SDK v1",
        help: "choose another name",
        summary: "SDK v1 reads this name as another kind of target.",
        why: "SDK v1 refuses to create it, and reads it as local or run-based compute in run configurations.",
        evidence: [Sdk "azureml-core 1.61" "2026-11"],
        example: "{\"name\": \"local\", \"properties\": {\"computeType\": \"AmlCompute\"}}",
    }
    TWO_NAMES = "name/two-names" Error {
        message: "the body has the name `{body}`, the option has `{option}`",
        help: "a request creates one compute; remove one of the names",
        summary: "Two different names are given for one compute.",
        why: "The name is part of the URL. A body with another name was probably mixed up.",
        evidence: [Spec "Compute_CreateOrUpdate@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\"},\"name\":\"one-name\"}" with "{\"name\":\"another-name\"}",
    }
}
