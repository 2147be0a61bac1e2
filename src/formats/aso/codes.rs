//! What Kubernetes and the operator refuse before anything is sent.

use crate::diagnostics::codes;

codes! {
    KIND = "aso/kind" Error {
        message: [
            "none" => "`spec.properties` contains no kind of compute",
            "several" => "`spec.properties` contains several kinds: {found}",
            "unknown" => "`{found}` is not a kind of compute that the operator supports",
            "word" => "`computeType` is `{actual}` below `{found}`",
            "no-word" => "`computeType` is missing below `{found}`",
        ],
        help: [
            "" => "write one of them, such as `amlCompute` with `computeType: AmlCompute`",
            "several" => "keep one: only one kind is allowed",
            "word" => "write `{wanted}`",
            "no-word" => "add `computeType: {wanted}`",
        ],
        summary: "The manifest does not contain exactly one kind of compute.",
        why: "The operator sends the first kind that it finds and ignores the others.",
        evidence: [Spec "WorkspacesCompute of Azure Service Operator, v1api20240401" "2026-11"],
        example: "{\"apiVersion\":\"machinelearningservices.azure.com/v1api20240401\",\"kind\":\"WorkspacesCompute\",\"metadata\":{\"name\":\"cpu\"},\"spec\":{\"owner\":{\"name\":\"vision\"},\"properties\":{}}}" with "{\"format\":\"aso\"}",
        fix: "writes the value for the kind",
    }
    OWNER = "aso/owner" Error {
        message: [
            "" => "`spec.owner` is missing",
            "form" => "`owner` has neither `name` nor `armId`",
            "both" => "`owner` has `name` and `armId`",
        ],
        help: [
            "" => "write the name of the workspace's manifest, or `armId` with the id of a workspace",
            "both" => "keep one of them",
        ],
        summary: "The manifest does not say which workspace the compute belongs to.",
        why: "The operator creates nothing without its owner.",
        evidence: [Spec "KnownResourceReference of Azure Service Operator" "2026-11"],
        example: "{\"apiVersion\":\"machinelearningservices.azure.com/v1api20240401\",\"kind\":\"WorkspacesCompute\",\"metadata\":{\"name\":\"cpu\"},\"spec\":{\"properties\":{\"amlCompute\":{\"computeType\":\"AmlCompute\"}}}}" with "{\"format\":\"aso\"}",
    }
    REFERENCE = "aso/reference" Error {
        message: [
            "text" => "`{field}` is a string; the operator expects a reference",
            "both" => "`{field}` has `armId` and the name of a manifest",
            "part" => "`{field}` references no resource: it has neither `armId` nor all of `group`, `kind` and `name`",
            "id" => "the operator has no `{field}`; use `{wanted}`",
            "secret" => "`{field}` is written in plain text; the operator expects the name and key of a Kubernetes secret",
            "key" => "`{field}` references no secret: it needs `name` and `key`",
        ],
        help: [
            "" => "write `armId` with the id, or `group`, `kind` and `name` of a manifest",
            "both" => "keep one of the two",
            "id" => "write `{wanted}` with `armId` below it",
            "secret" => "put the value into a secret of the namespace, and write `name` and `key` here",
            "key" => "write `name` of the secret and `key` in it",
        ],
        summary: "A reference to a resource or a secret does not have the form that the operator expects.",
        why: "Kubernetes rejects the manifest, or the operator cannot find the resource.",
        evidence: [Spec "ResourceReference and SecretReference of Azure Service Operator" "2026-11"],
        example: "{\"apiVersion\":\"machinelearningservices.azure.com/v1api20240401\",\"kind\":\"WorkspacesCompute\",\"metadata\":{\"name\":\"cpu\"},\"spec\":{\"owner\":{\"name\":\"vision\"},\"properties\":{\"amlCompute\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions\"}}}}}}" with "{\"format\":\"aso\"}",
    }
}
