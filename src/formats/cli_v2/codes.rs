//! What the loader of the command line refuses or changes in silence.

use crate::diagnostics::codes;

codes! {
    TYPE = "cli-v2/type" Error {
        message: [
            "missing" => "the document does not say its `type`",
            "unknown" => "`{actual}` is no type of compute on the command line",
            "no-schema" => "the command line has no document for `{actual}`",
        ],
        help: [
            "missing" => "one of {words}",
            "unknown" => "one of {words}",
            "no-schema" => "write a body of the management API and check it with the format `arm`",
        ],
        summary: "The type of a document of the command line is missing or unknown.",
        why: "The type chooses the schema; without it nothing can be read.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "public thread azure-cli-extensions#3593" "2021-07"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"hdinsight\"}" with "{\"format\":\"cli-v2\"}",
        fix: "writes the nearest type",
    }
    UNKNOWN_FIELD = "cli-v2/unknown-field" Error {
        message: [
            "" => "a document of type `{type}` has no field `{actual}`",
            "flag" => "`{actual}` is a flag of the command; a document of type `{type}` has `{field}`",
        ],
        help: [
            "" => "remove it, or check its spelling and place",
            "flag" => "write it as `{field}`",
        ],
        summary: "A field is not in the schema of the document.",
        why: "The loader refuses the whole document.",
        evidence: [
            Service "loader of azure-ai-ml 1.35.2, run" "2026-10",
            Docs "public threads azure-cli#26674, #26911" "2023-07"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"max_nodes\":4}" with "{\"format\":\"cli-v2\"}",
        fix: "renames the field to the one that is meant",
    }
    NULL = "cli-v2/null" Error {
        message: "`{field}` is null",
        help: "leave the field out",
        summary: "A field of the document is null.",
        why: "The loader refuses null for a field that has a type.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"size\":null}" with "{\"format\":\"cli-v2\"}",
        fix: "removes the field",
    }
    VALUE = "cli-v2/value" Error {
        message: [
            "text" => "`{field}` takes a text",
            "integer" => "`{field}` takes a whole number",
            "boolean" => "`{field}` takes true or false",
            "word" => "`{actual}` is no word for `{field}`: {words}",
            "map" => "`{field}` takes a map of texts",
            "object" => "`{field}` takes a map",
            "list" => "`{field}` takes a list",
        ],
        summary: "A field has a value that the loader does not take.",
        why: "The loader refuses the whole document.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"tier\":\"lowpriority\"}" with "{\"format\":\"cli-v2\"}",
        fix: "writes the nearest word, or quotes",
    }
    MISSING_FIELD = "cli-v2/missing-field" Error {
        message: "`{field}` is missing",
        help: [
            "" => "add it",
            "name" => "write it here, or give it with `--name` (the option `name` of a check)",
        ],
        summary: "A field that the loader demands is missing.",
        why: "The loader refuses the document, or the command breaks off.",
        evidence: [Service "loader of azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"type\":\"amlcompute\",\"size\":\"Standard_DS3_v2\"}" with "{\"format\":\"cli-v2\"}",
    }
    NETWORK = "cli-v2/network" Error {
        message: [
            "no-subnet" => "`vnet_name` is given and `subnet` is not",
            "no-network" => "`subnet` is a name, and there is no `vnet_name` for it",
            "empty" => "`network_settings` is empty",
        ],
        help: [
            "no-subnet" => "add `subnet`: a name, or the whole id",
            "no-network" => "add `vnet_name`, or write the whole id of the subnet",
            "empty" => "leave it out",
        ],
        summary: "Network and subnet do not go together.",
        why: "The command breaks off, or sends an id that holds the word None.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"network_settings\":{\"vnet_name\":\"network\"}}" with "{\"format\":\"cli-v2\"}",
    }
    TIMEOUT = "cli-v2/timeout" Error {
        message: "the script has no `timeout_minutes`: `Nonem` is sent in its place",
        help: "add `timeout_minutes`, for example 15",
        summary: "A set-up script without a time limit.",
        why: "The SDK sends a text that is no time.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"ci\",\"type\":\"computeinstance\",\"setup_scripts\":{\"creation_script\":{\"path\":\"./a.sh\"}}}" with "{\"format\":\"cli-v2\"}",
        fix: "adds 15 minutes",
    }
    APPLICATION = "cli-v2/app" Error {
        message: [
            "port" => "port {actual} is not between 1026 and 65534",
            "name" => "two applications have the name `{actual}`",
            "published" => "port {actual} is published twice",
        ],
        summary: "An application that the SDK refuses.",
        why: "The SDK checks ports and names before it sends anything; both ends of its range are excluded.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"ci\",\"type\":\"computeinstance\",\"custom_applications\":[{\"name\":\"a\",\"image\":{\"reference\":\"b:1\"},\"endpoints\":[{\"target\":80,\"published\":80}]}]}" with "{\"format\":\"cli-v2\"}",
    }
    SILENT_CHANGE = "cli-v2/silent-change" Warning {
        message: [
            "fraction" => "the fraction of `{field}` is cut off: {sent} is sent",
            "idle-zero" => "0 is not sent, so the service uses its own idle time",
            "shutdown-zero" => "`idle_time_before_shutdown_minutes: 0` is not sent, so it stops no instance",
            "owned" => "`{field}` belongs to the service and is dropped",
            "location" => "only a cluster can be elsewhere than its workspace: `location` is replaced",
            "network-ignored" => "`vnet_name` is ignored beside a whole id of a subnet",
            "deprecated" => "`idle_time_before_shutdown` is deprecated",
        ],
        help: [
            "fraction" => "write a whole number",
            "idle-zero" => "write the number of seconds that is meant",
            "shutdown-zero" => "write the number of minutes that is meant, for example 60",
            "owned" => "leave it out",
            "location" => "leave it out",
            "network-ignored" => "leave it out",
            "deprecated" => "write `idle_time_before_shutdown_minutes`, a whole number of minutes",
        ],
        summary: "The loader or the converter changes what is written, and says nothing.",
        why: "What is sent is not what the document says.",
        evidence: [Service "azure-ai-ml 1.35.2, run" "2026-10"],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\",\"max_instances\":2.7}" with "{\"format\":\"cli-v2\"}",
        fix: "writes what is sent",
    }
    DEFAULTS = "cli-v2/defaults" Info {
        message: [
            "max-instances" => "without `max_instances` the command line sends 4",
            "size" => "without `size` the command line sends Standard_DS3_v2, an ageing size",
            "update" => "an update is sent whole: fields left out go back to their defaults",
        ],
        summary: "A default of the command line that surprises.",
        why: "Documents and loader differ, or the default is an old size.",
        evidence: [
            Service "azure-ai-ml 1.35.2, run" "2026-10",
            Docs "reference of the YAML schema: 1 where the loader has 4" "2025-10"
        ],
        example: "{\"name\":\"cpu\",\"type\":\"amlcompute\"}" with "{\"format\":\"cli-v2\"}",
    }
}
