//! The codes of machine sizes.

use crate::diagnostics::codes;

codes! {
    MISSING = "vm-size/missing" Info {
        message: "`{@vmSize}` is missing",
        help: "the service then chooses a size; name one to know what it costs",
        summary: "No size of the machines is given for a new cluster or instance.",
        why: "Not a fault: no api-version asks for it, published requests leave it out, and the service picks one. Which one the sources do not agree about.",
        evidence: [
            Spec "AmlComputeProperties.vmSize and ComputeInstanceProperties.vmSize@all, not required" "2026-08",
            Spec "createOrUpdate/AmlCompute.json@2022-10-01 to 2025-12-01: a request without a size" "2026-08",
            Docs "reference-yaml-compute-aml: Standard_DS3_v2; azureml-core: Standard_NC6, which has a GPU" "2026-11",
            Docs "article on compute targets: must be given" "2020-10",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{}}}",
    }
    MALFORMED = "vm-size/malformed" Error {
        message: "`{actual}` is no name of a size",
        help: "names begin with Standard_, such as Standard_DS3_v2",
        summary: "The text cannot be a size name: no tier, blanks, dots.",
        why: "The service refuses it; all 1,564 known names have this form.",
        evidence: [Service "azure-sdk-for-python#14147: not a supported VM size" "2020-10"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"DS3_v2\"}}}",
        fix: "adds the tier and mends separators",
    }
    UNKNOWN = "vm-size/unknown" Warning {
        message: "`{actual}` is not a size that is known here",
        help: "check the spelling; the list is of {date}",
        summary: "The name has the form of a size, but no known size has it.",
        why: "The service refuses sizes that do not exist; a new one may be younger than the list.",
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
            "" => "the nearest size that stays is `{successor}`",
            "alone" => "choose another size; the list is of {listed}",
            "withdrawn" => "choose another size; the list is of {listed}",
        ],
        summary: "The size has ended.",
        why: "The service refuses to create such machines; retirement dates age, so only its own list makes an error.",
        evidence: [
            Docs "azure-compute-docs, retirements and capacity restrictions" "2026-09",
            Docs "retiring sizes of Azure Machine Learning" "2025-09",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_NC6\"}}}",
        fix: "writes the nearest size that stays",
    }
    RETIRING = "vm-size/retiring" Warning {
        message: "`{actual}` will be retired on {date}",
        help: [
            "" => "a size cannot be changed later; the nearest one that stays is `{successor}`",
            "alone" => "a size cannot be changed later: choose one that stays",
        ],
        summary: "The size ends within a year.",
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
            "" => "the nearest size that stays is `{successor}`",
            "alone" => "prefer a size that stays",
            "closed" => "the nearest size that stays is `{successor}`",
        ],
        summary: "The end of the size is announced, or it is closed to new subscriptions.",
        why: "Since July 2026 new subscriptions cannot use these families and nobody gets more quota for them.",
        evidence: [Docs "azure-compute-docs, retirements and capacity restrictions" "2026-09"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_D2_v2\"}}}",
    }
    DOUBTFUL = "vm-size/doubtful" Warning {
        message: [
            "region" => "`{actual}` is not listed in {region}",
            "kind" => "`{actual}` is known for clusters only",
            "priority" => "`{actual}` is not known to take low priority",
            "priority-there" => "`{actual}` is not known to take low priority in {region}",
        ],
        help: "`az ml compute list-sizes` asks the service; what is known here is of {date}",
        summary: "The size exists, but perhaps not here, for this kind or at this priority.",
        why: "Which sizes are offered differs by region, kind and priority, and changes.",
        evidence: [
            Docs "compute SKU lists of 45 regions, 2026-08-01" "2026-11",
            Docs "size lists of Azure Machine Learning, 2018 to 2025" "2025-11",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_FX12mds\"}}}",
    }
    UNLISTED = "vm-size/unlisted" Info {
        message: "no list of Azure Machine Learning names `{actual}`",
        help: "`az ml compute list-sizes` asks the service; what is known here is of {date}",
        summary: "The size exists, but no list of the service that is known here has it.",
        why: "The service adds sizes without a word, so the lists lag behind; only its own answer decides.",
        evidence: [Docs "size lists of Azure Machine Learning, 2018 to 2025" "2025-11"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_D4s_v5\"}}}",
    }
    GPU_QUOTA = "vm-size/gpu-quota" Info {
        message: "the quota for `{actual}` is 0 until it is asked for",
        help: "ask for cores of this family first",
        summary: "The size is of a GPU, HPC or FPGA family.",
        why: "Special families begin without quota; a cluster is then created but never gets a node.",
        evidence: [
            Docs "how-to-manage-quotas" "2026-01",
            Service "azure-quickstart-templates#12006" "2022-02",
        ],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_NC4as_T4_v3\"}}}",
    }
    NOT_OFFERED = "vm-size/not-offered" Error {
        message: "the service does not offer `{actual}`",
        help: "choose one of the {count} sizes of its list",
        summary: "The service's own list of sizes, given with the check, does not have the size.",
        why: "The service refuses any other.",
        evidence: [
            Spec "VirtualMachineSizes_List@all" "2026-08",
            Service "InvalidPropertyValue" "2026-08",
        ],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_DS2_v2\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_DS3_v2\"}]}}",
        fix: "writes the nearest offered name",
    }
    KIND_NOT_SUPPORTED = "vm-size/kind-not-supported" Error {
        message: "the service does not offer `{actual}` for {kind}",
        help: "its list names other kinds only",
        summary: "The service's own list of sizes, given with the check, has the size for other kinds only.",
        why: "The service refuses it for this kind.",
        evidence: [Spec "VirtualMachineSize.supportedComputeTypes@2020-08-01+" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"ComputeInstance\",\"properties\":{\"vmSize\":\"Standard_D1_v2\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_D1_v2\",\"supportedComputeTypes\":[\"AmlCompute\"]}]}}",
    }
    LOW_PRIORITY_INCAPABLE = "vm-size/low-priority-incapable" Error {
        message: "`{actual}` cannot have low priority",
        help: "write Dedicated, or choose another size",
        summary: "The service's own list of sizes, given with the check, says that the size has no low priority.",
        why: "The service refuses it.",
        evidence: [Spec "VirtualMachineSize.lowPriorityCapable@all" "2026-08"],
        example: "{\"properties\":{\"computeType\":\"AmlCompute\",\"properties\":{\"vmSize\":\"Standard_ND96asr_v4\",\"vmPriority\":\"LowPriority\"}}}" with "{\"facts\":{\"vmSizes\":[{\"name\":\"Standard_ND96asr_v4\",\"lowPriorityCapable\":false}]}}",
        fix: "writes Dedicated",
    }
}
