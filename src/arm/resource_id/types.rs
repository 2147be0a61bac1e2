//! The types of resources that have a name here, one row each.

/// A type of resource: provider, type words, and what its parts are called.
#[derive(Debug)]
pub struct ResourceType {
    /// Full type, `Microsoft.Network/virtualNetworks/subnets`.
    pub name: &'static str,
    /// The words for messages.
    pub title: &'static str,
    /// Naming rules of its parts, outermost first.
    pub(super) parts: &'static [&'static str],
    /// An id of that type.
    pub example: &'static str,
    /// The form with placeholders.
    pub form: &'static str,
}

macro_rules! resource_types {
    ($($name:literal, $title:literal, [$($part:literal),*], $path:literal, $sample:literal;)+) => {
        /// The types that have a name here.
        pub(super) static TYPES: &[ResourceType] = &[$(ResourceType {
            name: $name,
            title: $title,
            parts: &[$($part),*],
            example: concat!(
                "/subscriptions/34adfa4f-cedf-4dc0-ba29-b6d1a69ab345/resourceGroups/group/providers/",
                $sample
            ),
            form: concat!(
                "/subscriptions/{subscription}/resourceGroups/{resource group}/providers/",
                $path
            ),
        }),+];
    };
}

resource_types! {
    "Microsoft.Network/virtualNetworks", "virtual network", ["virtualNetwork"],
        "Microsoft.Network/virtualNetworks/{network}", "Microsoft.Network/virtualNetworks/network";
    "Microsoft.Network/virtualNetworks/subnets", "subnet", ["virtualNetwork", "subnet"],
        "Microsoft.Network/virtualNetworks/{network}/subnets/{subnet}",
        "Microsoft.Network/virtualNetworks/network/subnets/training";
    "Microsoft.ManagedIdentity/userAssignedIdentities", "user-assigned identity", ["userAssignedIdentity"],
        "Microsoft.ManagedIdentity/userAssignedIdentities/{identity}",
        "Microsoft.ManagedIdentity/userAssignedIdentities/training";
    "Microsoft.Compute/virtualMachines", "virtual machine", ["virtualMachine"],
        "Microsoft.Compute/virtualMachines/{machine}", "Microsoft.Compute/virtualMachines/machine";
    "Microsoft.Compute/disks", "disk", [],
        "Microsoft.Compute/disks/{disk}", "Microsoft.Compute/disks/disk";
    "Microsoft.Compute/virtualMachineScaleSets", "scale set", [],
        "Microsoft.Compute/virtualMachineScaleSets/{set}", "Microsoft.Compute/virtualMachineScaleSets/set";
    "Microsoft.Compute/images", "image", [],
        "Microsoft.Compute/images/{image}", "Microsoft.Compute/images/image";
    "Microsoft.Compute/galleries/images/versions", "gallery image version", [],
        "Microsoft.Compute/galleries/{gallery}/images/{image}/versions/{version}",
        "Microsoft.Compute/galleries/gallery/images/image/versions/1.0.0";
    "Microsoft.Compute/sshPublicKeys", "SSH public key", [],
        "Microsoft.Compute/sshPublicKeys/{key}", "Microsoft.Compute/sshPublicKeys/key";
    "Microsoft.HDInsight/clusters", "HDInsight cluster", ["hdinsightCluster"],
        "Microsoft.HDInsight/clusters/{cluster}", "Microsoft.HDInsight/clusters/cluster";
    "Microsoft.ContainerService/managedClusters", "AKS cluster", ["aksCluster"],
        "Microsoft.ContainerService/managedClusters/{cluster}",
        "Microsoft.ContainerService/managedClusters/cluster";
    "Microsoft.Kubernetes/connectedClusters", "Arc-connected cluster", [],
        "Microsoft.Kubernetes/connectedClusters/{cluster}", "Microsoft.Kubernetes/connectedClusters/cluster";
    "Microsoft.Databricks/workspaces", "Databricks workspace", ["databricksWorkspace"],
        "Microsoft.Databricks/workspaces/{workspace}", "Microsoft.Databricks/workspaces/bricks";
    "Microsoft.Batch/batchAccounts", "Batch account", ["batchAccount"],
        "Microsoft.Batch/batchAccounts/{account}", "Microsoft.Batch/batchAccounts/batch";
    "Microsoft.DataLakeAnalytics/accounts", "Data Lake Analytics account", ["dataLakeAnalyticsAccount"],
        "Microsoft.DataLakeAnalytics/accounts/{account}", "Microsoft.DataLakeAnalytics/accounts/lake";
    "Microsoft.DataFactory/factories", "data factory", ["dataFactory"],
        "Microsoft.DataFactory/factories/{factory}", "Microsoft.DataFactory/factories/factory";
    "Microsoft.Synapse/workspaces/bigDataPools", "Synapse Spark pool", ["synapseWorkspace", "synapseSparkPool"],
        "Microsoft.Synapse/workspaces/{workspace}/bigDataPools/{pool}",
        "Microsoft.Synapse/workspaces/synapse/bigDataPools/pool";
    "Microsoft.MachineLearningServices/workspaces/linkedServices/bigDataPools",
        "Spark pool of a linked service", ["workspace"],
        "Microsoft.MachineLearningServices/workspaces/{workspace}/linkedServices/{service}/bigDataPools/{pool}",
        "Microsoft.MachineLearningServices/workspaces/workspace/linkedServices/synapse/bigDataPools/pool";
    "Microsoft.Kusto/clusters", "Kusto cluster", [],
        "Microsoft.Kusto/clusters/{cluster}", "Microsoft.Kusto/clusters/cluster";
    "Microsoft.MachineLearningServices/workspaces", "workspace", ["workspace"],
        "Microsoft.MachineLearningServices/workspaces/{workspace}",
        "Microsoft.MachineLearningServices/workspaces/workspace";
    "Microsoft.MachineLearningServices/workspaces/computes", "compute", ["workspace"],
        "Microsoft.MachineLearningServices/workspaces/{workspace}/computes/{compute}",
        "Microsoft.MachineLearningServices/workspaces/workspace/computes/cluster";
    "Microsoft.Storage/storageAccounts", "storage account", ["storageAccount"],
        "Microsoft.Storage/storageAccounts/{account}", "Microsoft.Storage/storageAccounts/account";
    "Microsoft.KeyVault/vaults", "key vault", ["keyVault"],
        "Microsoft.KeyVault/vaults/{vault}", "Microsoft.KeyVault/vaults/vault";
    "Microsoft.ContainerRegistry/registries", "container registry", ["containerRegistry"],
        "Microsoft.ContainerRegistry/registries/{registry}",
        "Microsoft.ContainerRegistry/registries/registry";
}

/// The type of a name, compared without case.
#[must_use]
pub fn resource_type(name: &str) -> Option<&'static ResourceType> {
    TYPES.iter().find(|found| found.name.eq_ignore_ascii_case(name))
}
