//! What the loader of the command line refuses or changes in silence.

use crate::diagnostics::codes;

codes! {
    TYPE = "cli-v2/type" Error {
        message: [
            "missing" => "the document has no `type`",
            "unknown" => "`{actual}` is not a compute type of CLI v2",
            "no-schema" => "CLI v2 has no document for `{actual}`",
        ],
        help: [
            "missing" => "use one of {words}",
            "unknown" => "use one of {words}",
            "no-schema" => "write an ARM body and check it with the format `arm`",
        ],
        summary: "The `type` of a CLI v2 document is missing or unknown.",
        why: "The type selects the schema; without it nothing can be read.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "public thread azure-cli-extensions#3593" "2021-07"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"hdinsight\"}" with "{\"format\":\"cli-v2\"}",
        fix: "writes the nearest type",
    }
    UNKNOWN_FIELD = "cli-v2/unknown-field" Error {
        message: [
            "" => "`{actual}` is not a field of a document of type `{type}`",
            "flag" => "`{actual}` is a flag of the command; the field of type `{type}` is `{field}`",
        ],
        help: [
            "" => "remove it, or check its spelling and place",
            "flag" => "write it as `{field}`",
        ],
        summary: "A field is not in the schema of the document.",
        why: "The loader rejects the whole document.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "public threads azure-cli#26674, #26911" "2023-07"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"max_nodes\":4}" with "{\"format\":\"cli-v2\"}",
        fix: "renames the field to the intended one",
    }
    NULL = "cli-v2/null" Error {
        message: "`{field}` is null",
        help: "remove the field",
        summary: "A field of the document is null.",
        why: "The loader rejects null for a field that has a type.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"size\":null}" with "{\"format\":\"cli-v2\"}",
        fix: "removes the field",
    }
    VALUE = "cli-v2/value" Error {
        message: [
            "text" => "`{field}` must be a string",
            "integer" => "`{field}` must be a whole number",
            "boolean" => "`{field}` must be true or false",
            "word" => "`{actual}` is not a valid value for `{field}`: {words}",
            "map" => "`{field}` must be a map of strings",
            "object" => "`{field}` must be a map",
            "list" => "`{field}` must be a list",
        ],
        summary: "A field has a value that the loader does not accept.",
        why: "The loader rejects the whole document.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"tier\":\"lowpriority\"}" with "{\"format\":\"cli-v2\"}",
        fix: "writes the nearest value, or adds quotes",
    }
    MISSING_FIELD = "cli-v2/missing-field" Error {
        message: "`{field}` is missing",
        help: [
            "" => "add it",
            "name" => "add it, or pass `--name` (the option `name` of a check)",
        ],
        summary: "A field that the loader requires is missing.",
        why: "The loader rejects the document, or the command stops with an error.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"type\":\"amlcompute\",\"size\":\"Standard_DS3_v2\"}" with "{\"format\":\"cli-v2\"}",
    }
    NETWORK = "cli-v2/network" Error {
        message: [
            "no-subnet" => "`vnet_name` is given without `subnet`",
            "no-network" => "`subnet` is a name, but `vnet_name` is missing",
            "empty" => "`network_settings` is empty",
        ],
        help: [
            "no-subnet" => "add `subnet`: a name or the full id",
            "no-network" => "add `vnet_name`, or write the full id of the subnet",
            "empty" => "remove it",
        ],
        summary: "Network and subnet do not belong together.",
        why: "The command stops with an error, or sends an id that contains the word None.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"network_settings\":{\"vnet_name\":\"network\"}}" with "{\"format\":\"cli-v2\"}",
    }
    TIMEOUT = "cli-v2/timeout" Error {
        message: "the script has no `timeout_minutes`: `Nonem` is sent instead",
        help: "add `timeout_minutes`, for example 15",
        summary: "A setup script has no time limit.",
        why: "The SDK sends a string that is not a duration.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"ci\",\"type\":\"computeinstance\",\"setup_scripts\":{\"creation_script\":{\"path\":\"./a.sh\"}}}" with "{\"format\":\"cli-v2\"}",
        fix: "adds 15 minutes",
    }
    APPLICATION = "cli-v2/app" Error {
        message: [
            "port" => "port {actual} must be greater than 1025 and less than 65535",
            "name" => "two applications are named `{actual}`",
            "published" => "port {actual} is published twice",
        ],
        summary: "The SDK rejects this application.",
        why: "The SDK checks ports and names before it sends anything; both ends of its range are excluded.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"ci\",\"type\":\"computeinstance\",\"custom_applications\":[{\"name\":\"a\",\"image\":{\"reference\":\"b:1\"},\"endpoints\":[{\"target\":80,\"published\":80}]}]}" with "{\"format\":\"cli-v2\"}",
    }
    SILENT_CHANGE = "cli-v2/silent-change" Warning {
        message: [
            "fraction" => "the fraction of `{field}` is cut off: {sent} is sent",
            "idle-zero" => "0 is not sent, so the service uses its default idle time",
            "shutdown-zero" => "`idle_time_before_shutdown_minutes: 0` is not sent, so the instance is never stopped",
            "owned" => "`{field}` is read-only and is not sent",
            "location" => "only a cluster can be outside the region of its workspace: `location` is replaced",
            "network-ignored" => "`vnet_name` is ignored when `subnet` is a full id",
            "deprecated" => "`idle_time_before_shutdown` is deprecated",
        ],
        help: [
            "fraction" => "write a whole number",
            "idle-zero" => "write the number of seconds you need",
            "shutdown-zero" => "write the number of minutes you need, for example 60",
            "owned" => "remove it",
            "location" => "remove it",
            "network-ignored" => "remove it",
            "deprecated" => "write `idle_time_before_shutdown_minutes`, a whole number of minutes",
        ],
        summary: "The loader or the converter changes the value without a message.",
        why: "What is sent differs from what the document says.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"max_instances\":2.7}" with "{\"format\":\"cli-v2\"}",
        fix: "writes what is sent",
    }
    DEFAULTS = "cli-v2/defaults" Info {
        message: [
            "max-instances" => "without `max_instances`, CLI v2 sends 4",
            "size" => "without `size`, CLI v2 sends Standard_DS3_v2, which is an ageing size",
            "update" => "an update sends the whole document: fields that are left out return to their defaults",
        ],
        summary: "A default of CLI v2 that may surprise you.",
        why: "Documentation and loader differ, or the default is an old size.",
        evidence: [
            Service "azure-ai-ml 1.35.2, run" "2026-10",
            Docs "reference of the YAML schema: 1 where the loader has 4" "2025-10"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\"}" with "{\"format\":\"cli-v2\"}",
    }
}
