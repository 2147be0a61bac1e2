//! What the walk can find: type, word, presence.

use crate::diagnostics::codes;

codes! {
    TYPE_MISMATCH = "shape/type-mismatch" Error {
        message: "`{member}` must be {wanted}, not {found}",
        help: [
            "" => "use {wanted}",
            "duration" => "write an ISO 8601 duration, such as {example}",
            "id-object" => "put the id in an object: {\"id\": …}",
            "map" => "identities are a map from id to {}",
            "list" => "put the value in square brackets",
        ],
        summary: "The JSON type does not match the property.",
        why: "The service rejects the body.",
        evidence: [Spec "types of every property@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":[4]}}}",
        fix: "converts the value where its meaning is clear",
    }
    REQUIRED_MISSING = "shape/required-missing" Error {
        message: "`{member}` is missing",
        summary: "A required property is missing or empty.",
        why: "The service rejects the body.",
        evidence: [Spec "required of each type@2026-05-01" "2026-08"],
        example: "{\"identity\":{}}",
    }
    NULL = "shape/null" Info {
        message: "`{member}` is null, which is read as not set",
        summary: "A property that is not nullable is null.",
        why: "Real bodies contain it, and it is read as not set; strict readers reject it.",
        evidence: [Docs "real configurations in public repositories" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":null}}}",
        fix: "removes the property",
    }
    UNKNOWN_PROPERTY = "shape/unknown-property" Warning {
        message: [
            "" => "`{member}` is not a known property here",
            "near" => "`{member}` is not a known property here; `{nearest}` is",
        ],
        help: [
            "" => "remove it, or check its spelling and place",
            "near" => "rename it",
        ],
        summary: "The object has no such property.",
        why: "Clients drop unknown properties without a message, and the service ignores them: the setting is lost.",
        evidence: [Sdk "@azure/arm-machinelearning 2.1.1 was seen to drop them" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmsizes\":\"Standard_DS3_v2\"}}}",
        fix: "renames it to the nearest known property",
    }
    PROPERTY_CASE = "shape/property-case" Info {
        message: "`{member}` is usually written `{known}`",
        summary: "The property name differs only in case.",
        why: "The service ignores case in names; other tools may not.",
        evidence: [Service "azure-docs#79617, a body in other case worked" "2021-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"VMSize\":\"Standard_DS3_v2\"}}}",
        fix: "writes the usual case",
    }
    SAME_PROPERTY_TWICE = "shape/same-property-twice" Error {
        message: "`{member}` and `{other}` are the same property with different values",
        help: "keep one of them; a reader may use either",
        summary: "Two names differ only in case, but have different values.",
        why: "The service ignores case in names, so either value may be used.",
        evidence: [Service "azure-docs#79617, a body in other case worked" "2021-08"],
        example: "{\"location\":\"eastus\",\"Location\":\"westus\"}",
    }
    OTHER_KINDS_PROPERTY = "shape/other-kinds-property" Warning {
        message: "`{member}` belongs to {other}, not to {kind}",
        help: "remove it, or choose the other kind",
        summary: "The property belongs to another kind of compute.",
        why: "The service ignores it, so the setting has no effect.",
        evidence: [Spec "type tables of the kinds@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"schedules\":{}}}}",
        fix: "removes it",
    }
    NOT_IN_VERSION = "shape/not-in-version" Warning {
        message: [
            "" => "`{member}` came with {since} and is not in {version}",
            "preview" => "`{member}` exists in preview api-versions only, not in {version}",
        ],
        help: [
            "" => "use a newer api-version, or remove it",
            "preview" => "use a preview api-version, or remove it",
        ],
        summary: "The property is newer than the api-version, or exists in previews only.",
        why: "The service may ignore it.",
        evidence: [Spec "type tables of all api-versions" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"autologgerSettings\":{}}}}",
    }
    READ_ONLY = "shape/read-only" Warning {
        message: "`{member}` is set by the service and ignored in a request",
        summary: "A read-only property is part of a request.",
        why: "Bodies copied from a response contain such properties; their values have no effect.",
        evidence: [Spec "readOnly properties@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"provisioningState\":\"Succeeded\"}}",
        fix: "removes it",
    }
    UNKNOWN_WORD = "shape/unknown-word" Warning {
        message: [
            "" => "`{actual}` is not a valid value for `{member}`: use {words}",
            "near" => "`{actual}` is not a known value for `{member}`; `{nearest}` is",
        ],
        summary: "A value is not in an open list of values.",
        why: "The list may grow, but today the service has no such value.",
        evidence: [Spec "modelAsString enums@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"osType\":\"Lunix\"}}}",
        fix: "writes the nearest known value",
    }
    WORD_CASE = "shape/word-case" Info {
        message: "`{actual}` is usually written `{known}`",
        summary: "A value differs only in case.",
        why: "The service ignores case in values; comparing with its response fails.",
        evidence: [Sdk "azureml-core 1.61 sends lower case" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmPriority\":\"dedicated\"}}}",
        fix: "writes the usual case",
    }
    CLOSED_WORD = "shape/closed-word" Error {
        message: "`{actual}` is not a valid value for `{member}`: use {words}",
        supersedes: [UNKNOWN_WORD],
        summary: "A value is not in a closed list of values.",
        why: "The service rejects the body.",
        evidence: [Spec "Sku.tier@2026-05-01" "2026-08"],
        example: "{\"sku\":{\"name\":\"a\",\"tier\":\"Gold\"}}",
        fix: "writes the nearest known value",
    }
    SCALAR_FORM = "shape/scalar-form" Info {
        message: "`{member}` is given as {found} and read as {known}",
        summary: "A number or boolean is written as a string, or the reverse.",
        why: "The service accepts it; typed tools reject it.",
        evidence: [Docs "real configurations in public repositories" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":\"4\"}}}}",
        fix: "writes the plain value",
    }
    INTEGER = "shape/integer" Error {
        message: [
            "fraction" => "`{member}` must be a whole number; {actual} has a fraction",
            "range" => "`{member}` must be from {min} to {max}, not {actual}",
            "text" => "`{member}` must be a whole number; the string {actual} cannot be read as one",
        ],
        summary: "The number has a fraction or is outside the range of its type.",
        why: "The service rejects the body.",
        evidence: [Spec "int32 properties@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":2.5}}}}",
        fix: "writes the number that a string contains",
    }
    PORT = "shape/port" Error {
        message: "`{member}` must be a port from 1 to 65535, not {actual}",
        summary: "The number cannot be a port.",
        why: "Nothing can listen on it.",
        evidence: [Reasoning "ports have 16 bits, and 0 is kept" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"sshPort\":70000}}}",
    }
    BLANK_EDGES = "shape/blank-edges" Warning {
        message: "`{member}` starts or ends with white space",
        summary: "A string starts or ends with a space, tab or line break.",
        why: "Pasted values often do; whether the service trims them is not documented.",
        evidence: [Reasoning "pasted values" "2026-11"],
        example: "{\"location\":\"westeurope \"}",
        fix: "removes the white space",
    }
    BRACKETS = "placeholder/brackets" Error {
        message: [
            "" => "`{found}` was not filled in",
            "secret" => "`{member}` was not filled in",
        ],
        help: "replace it with the real value",
        summary: "A placeholder in brackets was not replaced.",
        why: "Nothing accepts such a value; published samples are full of them.",
        evidence: [Docs "published samples with <SUBSCRIPTION_ID> and the like" "2026-11"],
        example: "{\"location\":\"<region>\"}",
    }
    EXPRESSION = "placeholder/expression" Warning {
        message: [
            "" => "`{found}` is an expression, which is not evaluated here",
            "secret" => "`{member}` is an expression, which is not evaluated here",
        ],
        help: "check the template after its parameters are filled in",
        summary: "The value is a template or pipeline expression.",
        why: "Its result is not known here, so the value is not checked further.",
        evidence: [Docs "template expressions of the resource manager" "2026-11"],
        example: "{\"location\":\"[parameters('location')]\"}",
    }
    SAMPLE = "placeholder/sample" Warning {
        message: "`{found}` looks like a sample value",
        help: "replace it with the real value",
        summary: "A well-formed value is a known sample: a zero GUID, your-…, changeme.",
        why: "It was most likely copied and not replaced.",
        evidence: [Docs "zero GUIDs in published samples" "2026-11"],
        example: "{\"properties\":{\"resourceId\":\"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine\"}}",
    }
    KEY_MALFORMED = "access/key-malformed" Error {
        message: "`{member}` is not a valid SSH public key: it looks like {found}",
        help: "paste the line that starts with ssh-rsa",
        summary: "The string is not an SSH public key in one-line form.",
        why: "The service rejects it.",
        evidence: [Service "text of the service in azure-cli-extensions#1751" "2020-05"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserSshPublicKey\":\"~/.ssh/id_rsa.pub\"}}}}",
    }
    PRIVATE_KEY = "access/private-key" Error {
        message: "`{member}` contains a private key instead of the public one",
        help: "treat this key as leaked: create a new pair and use its public key",
        summary: "A private key was pasted as the public one.",
        why: "It cannot work, and the key is no longer private.",
        evidence: [Reasoning "a private key is not a public key" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserSshPublicKey\":\"-----BEGIN OPENSSH PRIVATE KEY-----\"}}}}",
    }
    KEY_KIND = "access/key-kind" Warning {
        message: "`{member}` is {found}; the service documents one RSA or DSA key only",
        help: "an RSA key of 2048 bits or more works everywhere",
        summary: "The service does not document a key of this type or length, or several keys.",
        why: "Machines accept it, but the error message of the service speaks of an RSA or DSA key only.",
        evidence: [Service "text of the service in azure-cli-extensions#1751" "2020-05"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"sshSettings\":{\"adminPublicKey\":\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEsQdLDhDfzfN/dHGeqkHTi0Nv4p4FUjvWmKbtQXDcq+ me@host\"}}}}",
    }
}
