/** Terraform that several tests read. */

/** A cluster; of `least` nodes and two at most. */
export const poolOf = (least) => `resource "azurerm_machine_learning_compute_cluster" "pool" {
  name                          = "training"
  location                      = "North Europe" # home
  machine_learning_workspace_id = var.workspace_id
  vm_priority                   = "Dedicated"
  vm_size                       = var.size
  scale_settings {
    min_node_count                       = ${least}
    max_node_count                       = 2
    scale_down_nodes_after_idle_duration = "PT15M"
  }
}
`;

/** The plan of a cluster, as `terraform show -json` has it: with a priority that the provider refuses. */
export const PLAN = {
  format_version: "1.2",
  planned_values: {
    root_module: {
      resources: [
        {
          mode: "managed",
          type: "azurerm_machine_learning_compute_cluster",
          name: "a",
          address: "a",
          values: { name: "training", vm_priority: "Spot" },
        },
      ],
    },
  },
};
