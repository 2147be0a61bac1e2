//! What can be wrong with a resource id.

use crate::diagnostics::codes;

codes! {
    NOT_AN_ID = "resource-id/not-an-id" Error {
        message: [
            "" => "`{actual}` is not a valid resource id",
            "control" => "the resource id contains a control character, such as a line break or a tab",
            "dots" => "the resource id contains `{segment}`, which leads to another place",
        ],
        help: "use a full id, such as {example}",
        summary: "The string does not have the form of an id: a name, a GUID or a URL was given.",
        why: "The service finds a resource only by its full id.",
        evidence: [Docs "resource id format of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"my-subnet\"}}}}",
    }
    LEADING_SLASH = "resource-id/leading-slash" Error {
        message: "the id does not start with a slash",
        summary: "The leading slash is missing.",
        why: "Without it the id is a relative path. Official samples contain this mistake.",
        evidence: [Docs "how-to-attach-kubernetes-to-workspace, wrong in its own samples" "2025-03"],
        example: "{\"properties\":{\"computeType\":\"DataFactory\",\"resourceId\":\"subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.DataFactory/factories/factory\"}}",
        fix: "adds the slash",
    }
    EXTRA_SLASH = "resource-id/extra-slash" Warning {
        message: "the id has a slash too many",
        summary: "The id ends with a slash or contains two in a row.",
        why: "ARM tolerates it, other readers reject it.",
        evidence: [Sdk "azureml-core 1.61 rejects a trailing slash" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine/\"}}",
        fix: "removes the slash",
    }
    SEGMENTS = "resource-id/segments" Error {
        message: [
            "missing" => "the id ends before `{segment}`",
            "value" => "there is no value after `{segment}`",
            "surplus" => "the id continues after the {title} with `{segment}`",
        ],
        help: "the form is {form}",
        summary: "Segments are missing, or there are too many.",
        why: "The service cannot find the resource.",
        evidence: [Docs "resource id format of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AKS\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.ContainerService/managedClusters\"}}",
    }
    FIXED_WORD = "resource-id/fixed-word" Error {
        message: "`{found}` is where `{segment}` is expected (segment {position})",
        help: "the form is {form}",
        summary: "A fixed part of the id is misspelt.",
        why: "The service cannot find the resource.",
        evidence: [Docs "wrong provider words in published samples" "2025-03"],
        example: "{\"properties\":{\"computeType\":\"Kubernetes\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Kubernetes/connectedCluster/cluster\"}}",
        fix: "writes the correct segment",
    }
    WORD_CASE = "resource-id/word-case" Info {
        message: "`{found}` is usually written `{segment}`",
        summary: "A fixed part of the id differs only in case.",
        why: "ARM ignores the difference; comparing ids as strings fails.",
        evidence: [Docs "azure-rest-api-specs#8323" "2020-02"],
        example: "{\"identity\":{\"userAssignedIdentities\":{\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourcegroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/trainer\":{}}}}",
        fix: "writes the usual case",
    }
    SUBSCRIPTION = "resource-id/subscription" Error {
        message: "the subscription `{found}` is not a valid GUID",
        help: "copy the subscription's id, not its name",
        summary: "The subscription segment is not a GUID.",
        why: "Subscription ids have no other form.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"subnet\":{\"id\":\"/subscriptions/production/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/network/subnets/training\"}}}}",
    }
    PART_NAME = "resource-id/part-name" Warning {
        message: "`{found}` is not a valid {what}: {why}",
        summary: "A name inside the id breaks the rule for its kind.",
        why: "Such a resource cannot exist.",
        evidence: [Docs "resource name rules of the resource manager" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"Batch\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Batch/batchAccounts/my-batch\"}}",
    }
    WRONG_TYPE = "resource-id/wrong-type" Error {
        message: [
            "" => "the id is that of another resource type: {found} instead of {wanted}",
            "two" => "the id is that of another resource type: {found} instead of {wanted} or {other}",
        ],
        help: "the form is {form}",
        summary: "The id is complete, but belongs to a resource of another type.",
        why: "The service rejects it or fails later.",
        evidence: [Spec "AmlComputeProperties.subnet and siblings@2026-05-01" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"resourceId\":\"/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/disks/disk\"}}",
    }
    URL = "resource-id/url" Error {
        message: "this is a URL, not a resource id",
        help: "keep the part from /subscriptions on, without query string and escapes",
        summary: "A portal or management URL was pasted, or the id is percent-encoded.",
        why: "The service uses the string as it is.",
        evidence: [Reasoning "a resource id has no scheme, query, fragment or escape" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"VirtualMachine\",\"resourceId\":\"https://portal.azure.com/#@x/resource/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/machine/overview\"}}",
        fix: "keeps the id that the URL contains",
    }
}
