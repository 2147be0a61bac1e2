//! What the first SDK refuses or loses.

use crate::diagnostics::codes;

codes! {
    UNKNOWN_CALL = "sdk-v1/unknown-call" Error {
        message: [
            "unknown" => "SDK v1 has no call `{actual}`",
            "renamed" => "`{actual}` was removed from SDK v1; {successor} replaces it",
            "old" => "SDK v1 rejects `{actual}`; attach targets with a configuration",
            "missing" => "the document has no `call`",
        ],
        help: [
            "unknown" => "give class and method, such as AmlCompute.provisioning_configuration",
            "renamed" => "call {successor}",
            "old" => "call {class}.attach_configuration and pass it to ComputeTarget.attach",
            "missing" => "give class and method, such as AmlCompute.provisioning_configuration",
        ],
        summary: "SDK v1 does not have this call.",
        why: "Python raises an error.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.create_configuration\",\"args\":{}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the nearest call",
    }
    UNKNOWN_ARGUMENT = "sdk-v1/unknown-argument" Error {
        message: "{call} has no argument `{actual}`",
        help: [
            "" => "remove it, or check its spelling",
            "elsewhere" => "use {successor}, which has it",
        ],
        summary: "The call does not have this keyword argument.",
        why: "Python rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_instances\":4}}" with "{\"format\":\"sdk-v1\"}",
        fix: "renames the argument to the intended one",
    }
    MISSING_ARGUMENT = "sdk-v1/missing-argument" Error {
        message: [
            "required" => "`{argument}` is missing",
            "target" => "the target to attach is not given",
            "part" => "`{argument}` is missing: the target is identified by all of {others}",
            "credentials" => "neither `password` nor `private_key_file` is given",
        ],
        help: [
            "required" => "",
            "target" => "give {others}",
            "part" => "",
            "credentials" => "give one of them",
        ],
        summary: "An argument is missing without which the call fails.",
        why: "The SDK rejects the call, or the service cannot attach anything.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"vm_size\":\"Standard_D2_v2\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    ARGUMENT_TYPE = "sdk-v1/argument-type" Error {
        message: [
            "text" => "`{argument}` must be a string",
            "integer" => "`{argument}` must be a whole number",
            "boolean" => "`{argument}` must be True or False",
            "map" => "`{argument}` must be a dictionary of strings",
            "list" => "`{argument}` must be a list of strings",
            "negative" => "`{argument}` cannot be negative",
            "zero" => "`{argument}` cannot be 0",
        ],
        summary: "The SDK rejects the type of an argument, or fails because of it.",
        why: "The call ends in a Python error that explains little.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":\"4\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the plain literal, or a list with one item",
    }
    ALL_OR_NONE = "sdk-v1/all-or-none" Error {
        message: "`{argument}` is missing: {others} must be given together",
        summary: "Some arguments must be given together or not at all.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"vnet_name\":\"network\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    EXCLUSIVE = "sdk-v1/exclusive" Error {
        message: "`{argument}` cannot be given together with `{other}`",
        summary: "Two arguments that exclude each other.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"RemoteCompute.attach_configuration\",\"args\":{\"username\":\"maria\",\"address\":\"20.54.1.7\",\"resource_id\":\"/subscriptions/…\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "removes the second",
    }
    EXACT_WORD = "sdk-v1/exact-word" Error {
        message: "`{actual}` is not a valid value for `{argument}`: {words}",
        help: "the SDK compares case-sensitively",
        summary: "The SDK accepts this value only in its own spelling.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"identity_type\":\"systemassigned\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the value in the spelling of the SDK",
    }
    ID_FORM = "sdk-v1/id-form" Error {
        message: [
            "parts" => "the id has {count} parts between slashes; the SDK expects {wanted}",
            "provider" => "`{actual}` must be exactly `{known}`",
        ],
        summary: "The SDK parses this id by counting slashes.",
        why: "The SDK rejects it, even if the service would accept it.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"BatchCompute.attach_configuration\",\"args\":{\"resource_id\":\"subscriptions/…\"}}" with "{\"format\":\"sdk-v1\"}",
        fix: "writes the id in its usual spelling",
    }
    PASSWORD_CLASSES = "sdk-v1/password-classes" Error {
        message: "the password uses {count} of 4 character classes; the SDK requires 3",
        help: "the classes are a-z, A-Z, 0-9 and symbols; hyphen, backslash and space do not count",
        summary: "The password is too simple for the SDK.",
        why: "The SDK rejects the call.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"admin_username\":\"maria\",\"admin_user_password\":\"abc\"}}" with "{\"format\":\"sdk-v1\"}",
    }
    RESERVED_NAME = "sdk-v1/reserved-name" Error {
        message: "`{actual}` is reserved",
        summary: "The SDK reserves this name.",
        why: "The SDK refuses to create a compute with this name.",
        evidence: [Service "azureml-core 1.61, run" "2026-10"],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"name\":\"local\",\"args\":{\"max_nodes\":4}}" with "{\"format\":\"sdk-v1\"}",
    }
    DROPPED_ARGUMENT = "sdk-v1/dropped-argument" Warning {
        message: [
            "public-ip" => "`enable_node_public_ip` has no effect: the api-version of SDK v1 does not support it",
            "everything" => "nothing of this is sent: without size, priority, user, network or login the arguments are dropped",
            "switch" => "`ssh_public_access` is dropped: it is neither True nor False",
            "passphrase" => "`private_key_passphrase` is in no published api-version",
        ],
        summary: "The SDK accepts this argument and drops it.",
        why: "The compute is created without it, without a message.",
        evidence: [
            Service "azureml-core 1.61, run" "2026-10",
            Docs "public thread azure-sdk-for-python#24144" "2022-04"
        ],
        example: "{\"call\":\"AmlCompute.provisioning_configuration\",\"args\":{\"max_nodes\":4,\"enable_node_public_ip\":false}}" with "{\"format\":\"sdk-v1\"}",
    }
    END_OF_SUPPORT = "sdk-v1/end-of-support" Info {
        message: "SDK v1 is out of support since 2026-06-30 and uses api-version 2020-02-02",
        help: [
            "successor" => "CLI v2 and SDK v2 support this kind",
            "none" => "no later SDK supports this kind; the ARM API does",
        ],
        summary: "SDK v1 is out of support.",
        why: "It gets no more fixes.",
        evidence: [Docs "announcement of the end of support" "2025-03"],
        example: "{\"call\":\"BatchCompute.attach_configuration\",\"args\":{}}" with "{\"format\":\"sdk-v1\"}",
    }
}
