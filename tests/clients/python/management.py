"""The management client (azure-mgmt-machinelearningservices), whose api-version is of 2020."""

import unittest

import emulated
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.mgmt.machinelearningservices import MachineLearningServicesMgmtClient, models

PLACE = (emulated.GROUP, emulated.WORKSPACE)
# The poller asks every thirty seconds unless told otherwise.
QUICKLY = {"polling_interval": 0.05}


class Management(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = MachineLearningServicesMgmtClient(
            emulated.Credential(),
            emulated.SUBSCRIPTION,
            base_url=emulated.URL,
            credential_scopes=[f"{emulated.URL}/.default"],
        )
        cls.computes = cls.client.machine_learning_compute

    def create(self, name, properties, **more):
        resource = models.ComputeResource(location=emulated.LOCATION, properties=properties, **more)
        return self.computes.begin_create_or_update(*PLACE, name, resource, **QUICKLY).result()

    def cluster(self, name, **settings):
        scale = models.ScaleSettings(
            min_node_count=0, max_node_count=2, node_idle_time_before_scale_down="PT5M"
        )
        inner = models.AmlComputeProperties(
            **{"vm_size": "STANDARD_DS3_V2", "vm_priority": "Dedicated", "scale_settings": scale, **settings}
        )
        return self.create(name, models.AmlCompute(properties=inner))

    def test_cluster(self):
        made = self.cluster("managed")
        self.assertEqual(made.properties.provisioning_state, "Succeeded")
        self.assertEqual(made.properties.properties.scale_settings.max_node_count, 2)
        change = models.ClusterUpdateParameters(
            scale_settings=models.ScaleSettings(min_node_count=1, max_node_count=3)
        )
        changed = self.computes.begin_update(*PLACE, "managed", change, **QUICKLY).result()
        self.assertEqual(changed.properties.properties.scale_settings.max_node_count, 3)
        self.assertIn("managed", [one.name for one in self.computes.list_by_workspace(*PLACE)])
        for node in self.computes.list_nodes(*PLACE, "managed"):
            self.assertTrue(node.node_id)
        self.computes.begin_delete(*PLACE, "managed", "Delete", **QUICKLY).result()
        with self.assertRaises(ResourceNotFoundError):
            self.computes.get(*PLACE, "managed")

    def test_instance(self):
        inner = models.ComputeInstanceProperties(vm_size="STANDARD_DS3_V2")
        self.create("ci-managed", models.ComputeInstance(properties=inner))
        for action in ("stop", "start", "restart"):
            emulated.control("advance", {"seconds": 600})
            # This api-version has the actions without an operation to wait for.
            getattr(self.computes, action)(*PLACE, "ci-managed")
        emulated.control("advance", {"seconds": 600})
        seen = self.computes.get(*PLACE, "ci-managed").properties.properties
        self.assertEqual(seen.state, "Running")
        self.computes.begin_delete(*PLACE, "ci-managed", "Delete", **QUICKLY).result()

    def test_attached(self):
        account = models.VirtualMachineSshCredentials(username="azureuser", password="not-A-real-1")
        machine = models.VirtualMachine(
            resource_id=emulated.resource("Microsoft.Compute/virtualMachines", "dsvm"),
            properties=models.VirtualMachineProperties(ssh_port=22, administrator_account=account),
        )
        made = self.create("vm-managed", machine)
        self.assertTrue(made.properties.is_attached_compute)
        keys = self.computes.list_keys(*PLACE, "vm-managed")
        self.assertEqual(keys.administrator_account.username, "azureuser")
        self.computes.begin_delete(*PLACE, "vm-managed", "Detach", **QUICKLY).result()

    def test_lists(self):
        sizes = self.client.virtual_machine_sizes.list(emulated.LOCATION)
        self.assertTrue(any(size.name.lower() == "standard_ds3_v2" for size in sizes.aml_compute))
        self.assertTrue(list(self.client.usages.list(emulated.LOCATION)))
        self.assertTrue(list(self.client.quotas.list(emulated.LOCATION)))
        self.assertEqual(self.client.workspaces.get(*PLACE).name, emulated.WORKSPACE)
        self.assertTrue(list(self.client.workspaces.list_by_subscription()))
        self.assertTrue(list(self.client.workspaces.list_by_resource_group(emulated.GROUP)))
        list(self.client.workspace_features.list(*PLACE))
        self.assertTrue(list(self.client.operations.list()))

    def test_refusals(self):
        with self.assertRaises(HttpResponseError) as caught:
            self.cluster("no_good")
        self.assertEqual(caught.exception.status_code, 400)
        with self.assertRaises(HttpResponseError):
            self.cluster("toaster", vm_size="STANDARD_TOASTER")


if __name__ == "__main__":
    unittest.main(buffer=True)
