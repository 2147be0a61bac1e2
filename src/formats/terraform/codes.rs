//! What Terraform and its provider refuse before anything is sent.

use crate::diagnostics::codes;

codes! {
    MISSING_ARGUMENT = "terraform/missing-argument" Error {
        message: [
            "" => "the argument `{field}` is missing",
            "block" => "the block `{field}` is missing",
        ],
        help: "`{type}` demands it",
        summary: "An argument or a block that the provider demands is not there.",
        why: "`terraform validate` and `terraform plan` end with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"name\":\"cpu\"}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
    UNKNOWN_ARGUMENT = "terraform/unknown-argument" Error {
        message: "`{type}` has no argument `{actual}`",
        help: "remove it, or check its spelling and place",
        summary: "An argument or a block is not in the schema of the provider.",
        why: "`terraform validate` and `terraform plan` end with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"scale_settings\":[{\"max_nodes\":4}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
        fix: "renames the argument to the one that is meant",
    }
    VALUE = "terraform/value" Error {
        message: [
            "text" => "`{field}` takes a text",
            "number" => "`{field}` takes a whole number",
            "boolean" => "`{field}` takes true or false",
            "word" => "`{actual}` is not a valid value of `{field}`: {words}",
            "map" => "`{field}` takes a map of texts",
            "list" => "`{field}` takes a list of texts",
            "block" => "`{field}` is a block, not an argument",
            "argument" => "`{field}` is an argument, not a block",
            "several" => "the block `{field}` stands more than once",
            "name" => "the provider refuses the name `{actual}`",
            "empty" => "`{field}` is an empty text",
            "type" => "`{actual}` is not the type of a resource: it lacks its api-version",
        ],
        help: [
            "" => "write what the schema of the provider takes",
            "block" => "write `{field} { … }`, without an equals sign",
            "argument" => "write `{field} = …`",
            "several" => "keep one of them",
            "name" => "the service would take it; the provider wants {words}",
            "type" => "write Microsoft.MachineLearningServices/workspaces/computes@ and the version",
        ],
        summary: "An argument holds what the provider does not take.",
        why: "`terraform validate` and `terraform plan` end with this error, and nothing is created.",
        evidence: [
            Spec "schema of the provider azurerm 4.55.0" "2026-11",
            Docs "documentation of the Terraform provider azurerm 4.x" "2026-10"
        ],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"vm_priority\":\"Spot\"}}]}}}" with "{\"format\":\"terraform-plan\"}",
        fix: "writes the nearest word",
    }
    NO_CREDENTIAL = "terraform/no-credential" Error {
        message: "the block `ssh` has neither `admin_password` nor `key_value`",
        help: "write `key_value` with a public key, or leave the block out",
        summary: "An account for SSH without a password and without a key.",
        why: "The provider demands one of them and refuses the configuration.",
        evidence: [Docs "documentation of azurerm_machine_learning_compute_cluster 4.x" "2026-10"],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_compute_cluster\",\"values\":{\"ssh\":[{\"admin_username\":\"azureuser\"}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
    CONFLICT = "terraform/conflicting-arguments" Error {
        message: "`{field}` and `{actual}` exclude each other",
        help: "a certificate of your own, or a label for which the service makes one",
        summary: "Two arguments stand together that exclude each other.",
        why: "The provider refuses the configuration.",
        evidence: [Docs "documentation of azurerm_machine_learning_inference_cluster 4.x" "2026-10"],
        example: "{\"format_version\":\"1.2\",\"planned_values\":{\"root_module\":{\"resources\":[{\"type\":\"azurerm_machine_learning_inference_cluster\",\"values\":{\"ssl\":[{\"cert\":\"LS0t\",\"leaf_domain_label\":\"score\"}]}}]}}}" with "{\"format\":\"terraform-plan\"}",
    }
}
