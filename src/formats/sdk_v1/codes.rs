//! What the first SDK refuses or loses.

use crate::diagnostics::codes;

codes! {
    UNKNOWN_CALL = "sdk-v1/unknown-call" Error {
        message: [
            "unknown" => "the SDK has no call `{actual}`",
            "renamed" => "`{actual}` is a call of an older SDK; {successor} has taken its place",
            "old" => "`{actual}` is refused by the SDK; targets are attached with a configuration",
            "missing" => "the document does not say its `call`",
        ],
        help: [
            "unknown" => "class and method, such as AmlCompute.provisioning_configuration",
            "renamed" => "call {successor}",
            "old" => "call {class}.attach_configuration and hand it to ComputeTarget.attach",
            "missing" => "class and method, such as AmlCompute.provisioning_configuration",
        ],
        summary: "A call that the first SDK does not have.",
        why: "Python refuses it.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.create_configuration\",\"args\":{}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the nearest call",
    }
    UNKNOWN_ARGUMENT = "sdk-v1/unknown-argument" Error {
        message: "{call} has no argument `{actual}`",
        help: [
            "" => "leave it out, or check its spelling",
            "elsewhere" => "{successor} has it",
        ],
        summary: "A keyword that the call does not have.",
        why: "Python refuses the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_instances\":4}}" with "{\"format\":\"sdk-v1\"}",
        fix: "renames the argument to the one that is meant",
    }
    MISSING_ARGUMENT = "sdk-v1/missing-argument" Error {
        message: [
            "required" => "`{argument}` is missing",
            "target" => "nothing says what to attach",
            "part" => "`{argument}` is missing: the target is told by all of {others}",
            "credentials" => "neither `password` nor `private_key_file` is given",
        ],
        help: [
            "required" => "",
            "target" => "give {others}",
            "part" => "",
            "credentials" => "give one of them",
        ],
        summary: "An argument without which the call fails.",
        why: "The SDK refuses the call, or the service has nothing to work with.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"vm_size\":\"Standard_D2_v2\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    ARGUMENT_TYPE = "sdk-v1/argument-type" Error {
        message: [
            "text" => "`{argument}` takes a text",
            "integer" => "`{argument}` takes a whole number",
            "boolean" => "`{argument}` takes True or False",
            "map" => "`{argument}` takes a dictionary of texts",
            "list" => "`{argument}` takes a list of texts",
            "negative" => "`{argument}` cannot be negative",
            "zero" => "`{argument}` cannot be 0",
        ],
        summary: "An argument of a type that the SDK refuses, or that breaks it.",
        why: "The call ends in an error of Python that says little.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":\"4\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the plain literal, or a list of one",
    }
    ALL_OR_NONE = "sdk-v1/all-or-none" Error {
        message: "`{argument}` is missing: {others} go together",
        summary: "A part of a set of arguments that is given whole or not at all.",
        why: "The SDK refuses the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"vnet_name\":\"network\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    EXCLUSIVE = "sdk-v1/exclusive" Error {
        message: "`{argument}` cannot be given together with `{other}`",
        summary: "Two arguments that exclude each other.",
        why: "The SDK refuses the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"RemoteCompute.attach_configuration\",\"args\":{\"username\":\"maria\",\"address\":\"20.54.1.7\",\"resource_id\":\"/subscriptions/…\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "removes the second",
    }
    EXACT_WORD = "sdk-v1/exact-word" Error {
        message: "`{actual}` is no word for `{argument}`: {words}",
        help: "the SDK compares letter by letter",
        summary: "A word that the SDK takes only in its own spelling.",
        why: "The SDK refuses the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"identity_type\":\"systemassigned\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the word in its own spelling",
    }
    ID_FORM = "sdk-v1/id-form" Error {
        message: [
            "parts" => "the id has {count} parts between slashes, and the SDK wants {wanted}",
            "provider" => "`{actual}` is not `{known}`, letter by letter",
        ],
        summary: "An id that the SDK takes apart by counting slashes.",
        why: "The SDK refuses it, whatever the service would say.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"BatchCompute.attach_configuration\",\"args\":{\"resource_id\":\"subscriptions/…\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the id in its usual spelling",
    }
    PASSWORD_CLASSES = "sdk-v1/password-classes" Error {
        message: "the password has {count} of the 4 classes of characters, and the SDK wants 3",
        help: "a-z, A-Z, 0-9 and signs; hyphen, backslash and blank do not count",
        summary: "A password that the SDK finds too plain.",
        why: "The SDK refuses the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"admin_username\":\"maria\",\"admin_user_password\":\"abc\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    RESERVED_NAME = "sdk-v1/reserved-name" Error {
        message: "`{actual}` is reserved",
        summary: "A name that the SDK keeps for itself.",
        why: "The SDK refuses to create a compute of this name.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"name\":\"local\",\"args\":{\"max_nodes\":4}}" with "{\"format\":\"sdk-v1\"}",
    }
    DROPPED_ARGUMENT = "sdk-v1/dropped-argument" Warning {
        message: [
            "public-ip" => "`enable_node_public_ip` has no effect: the api-version of the SDK does not know it",
            "everything" => "nothing of this is sent: without size, priority, user, network or login the data are dropped",
            "switch" => "`ssh_public_access` is dropped: it is neither True nor False",
            "passphrase" => "`private_key_passphrase` is no member of any published api-version",
        ],
        summary: "An argument that is taken and lost.",
        why: "The compute is made without it, and nobody says so.",
        evidence: [
            Service "azureml-core 1.61, run" "2026-10",
            Docs "public thread azure-sdk-for-python#24144" "2022-04"
        ],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"enable_node_public_ip\":false}}" with "{\"format\":\"sdk-v1\"}",
    }
    END_OF_SUPPORT = "sdk-v1/end-of-support" Info {
        message: "the first SDK is out of support since 2026-06-30 and speaks api-version 2020-02-02",
        help: [
            "successor" => "the command line and the second SDK know this kind",
            "none" => "no later SDK knows this kind; the management API does",
        ],
        summary: "The SDK itself is at its end.",
        why: "Nobody mends it any more.",
        evidence: [Docs "announcement of the end of support" "2025-03"],
        example: "{\"call\":\"BatchCompute.attach_configuration\",\"args\":{}}" with "{\"format\":\"sdk-v1\"}",
    }
}
