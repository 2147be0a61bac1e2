//! The codes of machine sizes.

use crate::diagnostics::codes;

codes! {
    MISSING = "vm-size/missing" Info {
        message: "`{@vmSize}` is missing",
        help: "the service then chooses a size; set one to know the price",
        summary: "A new cluster or instance has no machine size.",
        why: "It is not a mistake: no api-version requires it, published requests leave it out, and the service picks a size. Sources disagree about which one.",
        evidence: [
            Spec "AmlComputeProperties.vmSize and ComputeInstanceProperties.vmSize@all, not required" "2026-08",
            Spec "createOrUpdate/AmlCompute.json@2022-10-01 to 2025-12-01: a request without a size" "2026-08",
            Docs "reference-yaml-compute-aml: Standard_DS3_v2; azureml-core: Standard_NC6, which has a GPU" "2026-11",
            Docs "article on compute targets: must be given" "2020-10",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{}}}",
    }
    MALFORMED = "vm-size/malformed" Error {
        message: "`{actual}` is not a valid VM size name",
        help: "names start with Standard_, such as Standard_DS3_v2",
        summary: "The string cannot be a size name: it has no tier, or contains spaces or dots.",
        why: "The service rejects it; all 1,564 known names have this form.",
        evidence: [Service "azure-sdk-for-python#14147: not a supported VM size" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"DS3_v2\"}}}",
        fix: "adds the tier and corrects separators",
    }
    UNKNOWN = "vm-size/unknown" Warning {
        message: "`{actual}` is not a known VM size",
        help: "check the spelling; the list dates from {date}",
        summary: "The name has the form of a size, but is not a known one.",
        why: "The service rejects sizes that do not exist; a new one may be younger than the list.",
        evidence: [Docs "compute SKU lists of 45 regions, 2026-08-01" "2026-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_NC6_v3\"}}}",
        fix: "writes the nearest known name",
    }
    RETIRED = "vm-size/retired" Warning {
        message: [
            "" => "`{actual}` was retired on {date}",
            "alone" => "`{actual}` was retired on {date}",
            "withdrawn" => "`{actual}` has been withdrawn",
        ],
        help: [
            "" => "the nearest size that remains available is `{successor}`",
            "alone" => "choose another size; the list dates from {listed}",
            "withdrawn" => "choose another size; the list dates from {listed}",
        ],
        summary: "The size is no longer available.",
        why: "The service refuses to create such machines. Retirement dates change, so only the list of the service makes this an error.",
        evidence: [
            Docs "azure-compute-docs, retirements and capacity restrictions" "2026-09",
            Docs "retiring sizes of Azure Machine Learning" "2025-09",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_NC6\"}}}",
        fix: "writes the nearest size that remains available",
    }
    RETIRING = "vm-size/retiring" Warning {
        message: "`{actual}` will be retired on {date}",
        help: [
            "" => "a size cannot be changed later; the nearest one that remains available is `{successor}`",
            "alone" => "a size cannot be changed later: choose one that remains available",
        ],
        summary: "The size will be retired within a year.",
        why: "Machines of that size stop on that day, and the size of a compute cannot be changed.",
        evidence: [Docs "azure-compute-docs, retirements and capacity restrictions" "2026-09"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_HB120rs_v2\"}}}",
    }
    AGEING = "vm-size/ageing" Info {
        message: [
            "" => "`{actual}` will be retired on {date}",
            "alone" => "`{actual}` will be retired on {date}",
            "closed" => "`{actual}` is closed to new subscriptions, and will be retired on {date}",
        ],
        help: [
            "" => "the nearest size that remains available is `{successor}`",
            "alone" => "better choose a size that remains available",
            "closed" => "the nearest size that remains available is `{successor}`",
        ],
        summary: "The retirement of the size is announced, or it is closed to new subscriptions.",
        why: "Since July 2026 new subscriptions cannot use these families, and nobody gets more quota for them.",
        evidence: [Docs "azure-compute-docs, retirements and capacity restrictions" "2026-09"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_D2_v2\"}}}",
    }
    DOUBTFUL = "vm-size/doubtful" Warning {
        message: [
            "region" => "`{actual}` is not listed in {region}",
            "kind" => "`{actual}` is listed for clusters only",
            "priority" => "`{actual}` is not known to support low priority",
            "priority-there" => "`{actual}` is not known to support low priority in {region}",
        ],
        help: "run `az ml compute list-sizes` to ask the service; this data dates from {date}",
        summary: "The size exists, but may not be available here, for this kind or at this priority.",
        why: "Which sizes are offered differs by region, kind and priority, and changes.",
        evidence: [
            Docs "compute SKU lists of 45 regions, 2026-08-01" "2026-11",
            Docs "size lists of Azure Machine Learning, 2018 to 2025" "2025-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_FX12mds\"}}}",
    }
    UNLISTED = "vm-size/unlisted" Info {
        message: "`{actual}` is in no known size list of Azure Machine Learning",
        help: "run `az ml compute list-sizes` to ask the service; this data dates from {date}",
        summary: "The size exists, but is in no known list of the service.",
        why: "The service adds sizes without notice, so the lists are behind; only its own response decides.",
        evidence: [Docs "size lists of Azure Machine Learning, 2018 to 2025" "2025-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_D4s_v5\"}}}",
    }
    GPU_QUOTA = "vm-size/gpu-quota" Info {
        message: "the quota for `{actual}` is 0 until you request more",
        help: "request cores of this family first",
        summary: "The size belongs to a GPU, HPC or FPGA family.",
        why: "Special families start without quota; the cluster is created but never gets a node.",
        evidence: [
            Docs "how-to-manage-quotas" "2026-01",
            Service "azure-quickstart-templates#12006" "2022-02",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_NC4as_T4_v3\"}}}",
    }
    NOT_OFFERED = "vm-size/not-offered" Error {
        message: "the service does not offer `{actual}`",
        help: "choose one of the {count} sizes that it lists",
        summary: "The size list of the service, passed to the check, does not contain the size.",
        why: "The service rejects any other size.",
        evidence: [
            Spec "VirtualMachineSizes_List@all" "2026-08",
            Service "InvalidPropertyValue" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_DS2_v2\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_DS3_v2\"}]}}",
        fix: "writes the nearest size that is offered",
    }
    KIND_NOT_SUPPORTED = "vm-size/kind-not-supported" Error {
        message: "the service does not offer `{actual}` for {kind}",
        help: "the service lists it for other kinds only",
        summary: "The size list of the service, passed to the check, has the size for other kinds only.",
        why: "The service rejects it for this kind.",
        evidence: [Spec "VirtualMachineSize.supportedComputeTypes@2020-08-01+" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_D1_v2\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_D1_v2\",\"supportedComputeTypes\":[\"AmlCompute\"]}]}}",
    }
    LOW_PRIORITY_INCAPABLE = "vm-size/low-priority-incapable" Error {
        message: "`{actual}` does not support low priority",
        help: "write Dedicated, or choose another size",
        summary: "The size list of the service, passed to the check, says that the size does not support low priority.",
        why: "The service rejects it.",
        evidence: [Spec "VirtualMachineSize.lowPriorityCapable@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_ND96asr_v4\",\"vmPriority\":\"LowPriority\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_ND96asr_v4\",\"lowPriorityCapable\":false}]}}",
        fix: "writes Dedicated",
    }
}
