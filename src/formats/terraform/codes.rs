//! What Terraform and its provider refuse before anything is sent.

use crate::diagnostics::codes;

codes! {
    MISSING_ARGUMENT = "terraform/missing-argument" Error {
        message: [
            "" => "the argument `{field}` is missing",
            "block" => "the block `{field}` is missing",
        ],
        help: "`{type}` requires it",
        summary: "An argument or block that the provider requires is missing.",
        why: "`terraform validate` and `terraform plan` fail with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"name\":\"cpu\"}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
    UNKNOWN_ARGUMENT = "terraform/unknown-argument" Error {
        message: "`{type}` has no argument `{actual}`",
        help: "remove it, or check its spelling and place",
        summary: "An argument or a block is not in the provider's schema.",
        why: "`terraform validate` and `terraform plan` fail with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"scale_settings\":[{\"max_nodes\":4}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
        fix: "renames the argument to the intended one",
    }
    VALUE = "terraform/value" Error {
        message: [
            "text" => "`{field}` must be a string",
            "number" => "`{field}` must be a whole number",
            "boolean" => "`{field}` must be true or false",
            "word" => "`{actual}` is not a valid value for `{field}`: {words}",
            "map" => "`{field}` must be a map of strings",
            "list" => "`{field}` must be a list of strings",
            "block" => "`{field}` is a block, not an argument",
            "argument" => "`{field}` is an argument, not a block",
            "several" => "the block `{field}` is given more than once",
            "name" => "the provider rejects the name `{actual}`",
            "empty" => "`{field}` is an empty string",
            "type" => "`{actual}` is not a resource type with an api-version",
        ],
        help: [
            "" => "write a value that the provider's schema accepts",
            "block" => "write `{field} { … }`, without an equals sign",
            "argument" => "write `{field} = …`",
            "several" => "keep one of them",
            "name" => "the service would accept it, but the provider requires {words}",
            "type" => "write Microsoft.MachineLearningServices/workspaces/computes@ and the version",
        ],
        summary: "The provider does not accept the value of an argument.",
        why: "`terraform validate` and `terraform plan` fail with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"vm_priority\":\"Spot\"}}]}}}" with "{\"format\":\"terraform-plan\"}",
        fix: "writes the nearest value",
    }
    NO_CREDENTIAL = "terraform/no-credential" Error {
        message: "the block `ssh` has neither `admin_password` nor `key_value`",
        help: "write `key_value` with a public key, or remove the block",
        summary: "An SSH account without a password and without a key.",
        why: "The provider requires one of them and rejects the configuration.",
        evidence: [Docs "documentation of azurerm_machine_learning_compute_cluster 4.x" "2026-10"],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"ssh\":[{\"admin_username\":\"azureuser\"}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
    CONFLICT = "terraform/conflicting-arguments" Error {
        message: "`{field}` and `{actual}` cannot be used together",
        help: "use your own certificate, or a label for which the service creates one",
        summary: "Two arguments exclude each other.",
        why: "The provider rejects the configuration.",
        evidence: [Docs "documentation of azurerm_machine_learning_inference_cluster 4.x" "2026-10"],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_inference_cluster\",\"values\":{\"ssl\":[{\"cert\":\"LS0t\",\"leaf_domain_label\":\"score\"}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
}
