//! What the walk can find: type, word, presence.

use crate::diagnostics::codes;

codes! {
    TYPE_MISMATCH = "shape/type-mismatch" Error {
        message: "`{member}` takes {wanted}, not {found}",
        help: [
            "" => "give {wanted}",
            "duration" => "write an ISO 8601 duration, such as {example}",
            "id-object" => "the id stands in an object: {\"id\": …}",
            "map" => "identities are a map from id to {}",
            "list" => "put the value in square brackets",
        ],
        summary: "The JSON type is not the member's type.",
        why: "The service refuses the body.",
        evidence: [Spec "types of every member@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":[4]}}}",
        fix: "gives the value the right form where its meaning is plain",
    }
    REQUIRED_MISSING = "shape/required-missing" Error {
        message: "`{member}` is missing",
        summary: "A required member is absent or empty.",
        why: "The service refuses the body.",
        evidence: [Spec "required of each type@2026-05-01" "2026-08"],
        example: "{\"identity\":{}}",
    }
    NULL = "shape/null" Info {
        message: "`{member}` is null, which is read as absent",
        summary: "null is given for a member that is not marked nullable.",
        why: "Seen in real bodies and read as absent; strict readers refuse it.",
        evidence: [Docs "real configurations in public repositories" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":null}}}",
        fix: "removes the member",
    }
    UNKNOWN_PROPERTY = "shape/unknown-property" Warning {
        message: [
            "" => "`{member}` is not known here",
            "near" => "`{member}` is not known here; `{nearest}` is",
        ],
        help: [
            "" => "remove it, or check its spelling and place",
            "near" => "rename it",
        ],
        summary: "No such member in this object.",
        why: "Clients cut unknown members in silence, and the service ignores them: what was meant is lost.",
        evidence: [Sdk "@azure/arm-machinelearning 2.1.1 was seen to drop them" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmsizes\":\"Standard_DS3_v2\"}}}",
        fix: "renames it to the nearest known member",
    }
    PROPERTY_CASE = "shape/property-case" Info {
        message: "`{member}` is usually written `{known}`",
        summary: "The member's name differs in case only.",
        why: "The service compares names without case; other tools may not.",
        evidence: [Service "azure-docs#79617, a body in other case worked" "2021-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"VMSize\":\"Standard_DS3_v2\"}}}",
        fix: "writes the usual case",
    }
    SAME_PROPERTY_TWICE = "shape/same-property-twice" Error {
        message: "`{member}` and `{other}` are the same member with different values",
        help: "keep one of them; a reader may take either",
        summary: "Two names differ in case only, and their values differ.",
        why: "The service compares names without case, so which value counts is its choice.",
        evidence: [Service "azure-docs#79617, a body in other case worked" "2021-08"],
        example: "{\"location\":\"eastus\",\"Location\":\"westus\"}",
    }
    OTHER_KINDS_PROPERTY = "shape/other-kinds-property" Warning {
        message: "`{member}` belongs to {other}, not to {kind}",
        help: "remove it, or choose the other kind",
        summary: "The member belongs to another kind of compute.",
        why: "The service ignores it, and what was meant does not happen.",
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
            "" => "use a newer api-version, or leave it out",
            "preview" => "use a preview api-version, or leave it out",
        ],
        summary: "The member is younger than the api-version, or exists in previews only.",
        why: "The service may ignore it.",
        evidence: [Spec "type tables of all api-versions" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"autologgerSettings\":{}}}}",
    }
    READ_ONLY = "shape/read-only" Warning {
        message: "`{member}` is set by the service and ignored in a request",
        summary: "A member that the service owns stands in a request.",
        why: "Bodies copied from an answer carry them; nothing happens with their value.",
        evidence: [Spec "readOnly members@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"provisioningState\":\"Succeeded\"}}",
        fix: "removes it",
    }
    UNKNOWN_WORD = "shape/unknown-word" Warning {
        message: [
            "" => "`{member}` is one of {words}; `{actual}` is not among them",
            "near" => "`{actual}` is not a known value of `{member}`; `{nearest}` is",
        ],
        summary: "A word is not among the known ones of an open list.",
        why: "The list may grow, but today the service knows no such word.",
        evidence: [Spec "modelAsString enums@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"osType\":\"Lunix\"}}}",
        fix: "writes the nearest known word",
    }
    WORD_CASE = "shape/word-case" Info {
        message: "`{actual}` is usually written `{known}`",
        summary: "A word differs in case only.",
        why: "The service compares words without case; comparing with its answer then fails.",
        evidence: [Sdk "azureml-core 1.61 sends lower case" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmPriority\":\"dedicated\"}}}",
        fix: "writes the usual case",
    }
    CLOSED_WORD = "shape/closed-word" Error {
        message: "`{member}` is one of {words}; `{actual}` is not among them",
        supersedes: [UNKNOWN_WORD],
        summary: "A word is not among those of a closed list.",
        why: "The service refuses the body.",
        evidence: [Spec "Sku.tier@2026-05-01" "2026-08"],
        example: "{\"sku\":{\"name\":\"a\",\"tier\":\"Gold\"}}",
        fix: "writes the nearest known word",
    }
    SCALAR_FORM = "shape/scalar-form" Info {
        message: "`{member}` is given as {found} and read as {known}",
        summary: "A number or boolean is given in another dress.",
        why: "The service reads it as meant; typed tools refuse it.",
        evidence: [Docs "real configurations in public repositories" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":\"4\"}}}}",
        fix: "writes the plain value",
    }
    INTEGER = "shape/integer" Error {
        message: [
            "fraction" => "`{member}` is a whole number; {actual} has a fraction",
            "range" => "`{member}` lies between {min} and {max}; {actual} does not",
            "text" => "`{member}` is a whole number; the text {actual} is not read as one",
        ],
        summary: "The number has a fraction or is outside the range of its type.",
        why: "The service refuses the body.",
        evidence: [Spec "int32 members@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"scaleSettings\":{\"maxNodeCount\":2.5}}}}",
        fix: "writes the number that a text spells",
    }
    PORT = "shape/port" Error {
        message: "`{member}` is a port, 1 to 65535; {actual} is none",
        summary: "The number cannot be a port.",
        why: "Nothing can listen there.",
        evidence: [Reasoning "ports have 16 bits, and 0 is kept" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"properties\":{\"sshPort\":70000}}}",
    }
    BLANK_EDGES = "shape/blank-edges" Warning {
        message: "`{member}` begins or ends with a blank",
        summary: "A text begins or ends with a blank, tab or line break.",
        why: "Pasted values often do; whether the service trims them is not documented.",
        evidence: [Reasoning "pasted values" "2026-11"],
        example: "{\"location\":\"westeurope \"}",
        fix: "removes the blanks",
    }
    BRACKETS = "placeholder/brackets" Error {
        message: [
            "" => "`{found}` was not filled in",
            "secret" => "`{member}` was not filled in",
        ],
        help: "put the real value in its place",
        summary: "A placeholder in brackets was left in.",
        why: "Nothing accepts such a value; the samples that people start from are full of them.",
        evidence: [Docs "published samples with <SUBSCRIPTION_ID> and the like" "2026-11"],
        example: "{\"location\":\"<region>\"}",
    }
    EXPRESSION = "placeholder/expression" Warning {
        message: [
            "" => "`{found}` is an expression, which is not evaluated here",
            "secret" => "`{member}` is an expression, which is not evaluated here",
        ],
        help: "check the template after its parameters are filled in",
        summary: "A template or pipeline expression stands for the value.",
        why: "What it will be is not known here; nothing else is said about this value.",
        evidence: [Docs "template expressions of the resource manager" "2026-11"],
        example: "{\"location\":\"[parameters('location')]\"}",
    }
    SAMPLE = "placeholder/sample" Warning {
        message: "`{found}` looks like a sample value",
        help: "put the real value in its place",
        summary: "A well-formed value is a known sample: a zero GUID, your-…, changeme.",
        why: "It was most likely copied and not filled in.",
        evidence: [Docs "zero GUIDs in published samples" "2026-11"],
        example: "{\"properties\":{\"resourceId\":\"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine\"}}",
    }
    KEY_MALFORMED = "access/key-malformed" Error {
        message: "`{member}` is no SSH public key: it looks like {found}",
        help: "paste the line that begins with ssh-rsa",
        summary: "The text is no SSH public key in one-line form.",
        why: "The service refuses it.",
        evidence: [Service "text of the service in azure-cli-extensions#1751" "2020-05"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserSshPublicKey\":\"~/.ssh/id_rsa.pub\"}}}}",
    }
    PRIVATE_KEY = "access/private-key" Error {
        message: "`{member}` holds a private key where the public one belongs",
        help: "treat this key as leaked: make a new pair and give its public half",
        summary: "A private key was pasted as the public one.",
        why: "It cannot work, and the key is no longer private.",
        evidence: [Reasoning "a private key is no public key" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"userAccountCredentials\":{\"adminUserSshPublicKey\":\"-----BEGIN OPENSSH PRIVATE KEY-----\"}}}}",
    }
    KEY_KIND = "access/key-kind" Warning {
        message: "`{member}` is {found}; the service's own words name one RSA or DSA key",
        help: "an RSA key of 2048 bits or more works everywhere",
        summary: "The key is of a type or length that the service does not name, or there are several.",
        why: "Accepted on machines, but the service's message speaks of an RSA or DSA key only.",
        evidence: [Service "text of the service in azure-cli-extensions#1751" "2020-05"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"sshSettings\":{\"adminPublicKey\":\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEsQdLDhDfzfN/dHGeqkHTi0Nv4p4FUjvWmKbtQXDcq+ me@host\"}}}}",
    }
}
