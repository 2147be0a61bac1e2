"""The rest of the classic SDK (azureml-core): what the article does not show."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import emulated
from azureml.core import Workspace
from azureml.core.authentication import TokenAuthentication
from azureml.core.compute import (
    AksCompute,
    AmlCompute,
    ComputeInstance,
    ComputeTarget,
    DataFactoryCompute,
    DatabricksCompute,
    KubernetesCompute,
    RemoteCompute,
)
from azureml.core.compute.aks import AksUpdateConfiguration
from azureml.core.compute.dsvm import DsvmCompute
from azureml.core.compute.kusto import KustoCompute
from azureml.core.compute_target import ComputeTargetException

IDENTITY = emulated.resource("Microsoft.ManagedIdentity/userAssignedIdentities", "trainer")


class Classic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workspace = Workspace(
            emulated.SUBSCRIPTION,
            emulated.GROUP,
            emulated.WORKSPACE,
            auth=TokenAuthentication(emulated.token),
        )

    def create(self, name, config):
        target = ComputeTarget.create(self.workspace, name, config)
        target.wait_for_completion()
        return target

    def attach(self, name, config):
        target = ComputeTarget.attach(self.workspace, name, config)
        target.wait_for_completion()
        self.assertEqual(target.provisioning_state, "Succeeded", target.provisioning_errors)
        return target

    def gone(self, name):
        with self.assertRaisesRegex(ComputeTargetException, "not found"):
            ComputeTarget(self.workspace, name)

    def test_cluster_is_scaled_listed_and_deleted(self):
        config = AmlCompute.provisioning_configuration(
            vm_size="STANDARD_DS3_V2",
            min_nodes=3,
            max_nodes=4,
            idle_seconds_before_scaledown=300,
            admin_username="azureuser",
            admin_user_password="not-A-real-1",
            vnet_resourcegroup_name=emulated.GROUP,
            vnet_name="net",
            subnet_name="default",
            remote_login_port_public_access="Disabled",
            tags={"made": "here"},
            description="classic",
        )
        cluster = self.create("scaled", config)
        self.assertEqual(cluster.admin_username, "azureuser")
        self.assertIsNone(cluster.admin_user_password)
        self.assertEqual((cluster.vnet_name, cluster.subnet_name), ("net", "default"))
        self.assertEqual((cluster.tags, cluster.description), ({"made": "here"}, "classic"))
        self.assertEqual(cluster.scale_settings.idle_seconds_before_scaledown, 300)

        # Pages hold two; the package asks for the second one with GET.
        nodes = cluster.list_nodes()
        self.assertEqual(len(nodes), 3)
        self.assertIn(nodes[0]["nodeState"], ("idle", "preparing"))

        cluster.update(min_nodes=0, max_nodes=6, idle_seconds_before_scaledown=120)
        cluster.wait_for_completion()
        self.assertEqual(cluster.scale_settings.maximum_node_count, 6)
        cluster.update(max_nodes=6)
        self.assertEqual(cluster.get_status().vm_size, "STANDARD_DS3_V2")

        self.assertIn("scaled", [target.name for target in ComputeTarget.list(self.workspace)])
        again = AmlCompute.deserialize(self.workspace, cluster.get())
        self.assertEqual(again.id, cluster.id)
        with self.assertRaises(ComputeTargetException):
            cluster.detach()
        cluster.delete()
        cluster.wait_for_completion(is_delete_operation=True)
        self.gone("scaled")

    def test_identity_is_added(self):
        config = AmlCompute.provisioning_configuration(vm_size="STANDARD_DS3_V2", max_nodes=1)
        cluster = self.create("identified", config)
        cluster.add_identity("UserAssigned", [IDENTITY])
        self.assertEqual(cluster.identity_type, "UserAssigned")
        self.assertEqual(list(cluster.identity_id), [IDENTITY])
        # The package encodes this body twice: a JSON text within a JSON text is no resource.
        with self.assertRaisesRegex(ComputeTargetException, "400"):
            cluster.remove_identity()

    def test_a_size_that_there_is_none_of_fails(self):
        config = AmlCompute.provisioning_configuration(vm_size="STANDARD_TOASTER", max_nodes=1)
        with self.assertRaisesRegex(ComputeTargetException, "STANDARD_TOASTER"):
            self.create("toaster", config)
        config = ComputeInstance.provisioning_configuration(vm_size="STANDARD_TOASTER")
        with self.assertRaisesRegex(ComputeTargetException, "(?i)size"):
            self.create("ci-toaster", config)

    def test_instance_is_stopped_started_restarted_and_deleted(self):
        config = ComputeInstance.provisioning_configuration(
            vm_size="STANDARD_DS3_V2", ssh_public_access=True, admin_user_ssh_public_key="ssh-rsa AAAA"
        )
        instance = self.create("ci-classic", config)
        self.assertEqual(instance.get_status().state, "Running")
        instance.stop(wait_for_completion=True)
        self.assertEqual(instance.get_status().state, "Stopped")
        with self.assertRaises(ComputeTargetException):
            instance.restart()
        instance.start(wait_for_completion=True)
        self.assertEqual(instance.get_status().state, "Running")
        instance.restart(wait_for_completion=True)
        self.assertEqual(instance.get_status().state, "Running")
        self.assertTrue(instance.update_sso_settings(False))
        with self.assertRaisesRegex(ComputeTargetException, "ci-classic|[Nn]ame"):
            ComputeInstance.create(self.workspace, "ci-classic", config)
        instance.delete(wait_for_completion=True)
        self.gone("ci-classic")

    def test_lists_of_the_region(self):
        sizes = AmlCompute.supported_vmsizes(self.workspace)
        size = next(one for one in sizes if one["name"].lower() == "standard_ds3_v2")
        self.assertEqual((size["vCPUs"], size["memoryGB"]), (4, 14))
        usages = AmlCompute.list_usages(self.workspace, show_all=True)
        self.assertTrue(any("name" in usage and "limit" in usage for usage in usages), usages[:2])
        quotas = AmlCompute.list_quotas(self.workspace)
        self.assertTrue(all("limit" in quota for quota in quotas), quotas[:2])
        with contextlib.redirect_stdout(io.StringIO()) as told:
            AmlCompute.update_quotas(self.workspace, "standardDSv2Family", 8)
        self.assertIn("Updated", told.getvalue())

    def test_machine_is_attached_with_a_key_or_by_address(self):
        with tempfile.TemporaryDirectory() as folder:
            key = Path(folder, "key")
            key.write_text("not a key")
            config = RemoteCompute.attach_configuration(
                username="azureuser",
                subscription_id=emulated.SUBSCRIPTION,
                resource_group=emulated.GROUP,
                vm_name="by-key",
                private_key_file=str(key),
                private_key_passphrase="not-A-real-1",
            )
            machine = self.attach("by-key", config)
        self.assertEqual(machine.get_credentials()["administratorAccount"]["username"], "azureuser")
        config = RemoteCompute.attach_configuration(
            username="azureuser", address="192.0.2.7", ssh_port=2222, password="not-A-real-1"
        )
        by_address = self.attach("by-address", config)
        self.assertEqual((by_address.address, by_address.ssh_port), ("192.0.2.7", 2222))
        for target in (machine, by_address):
            with self.assertRaises(ComputeTargetException):
                target.delete()
            target.detach()
            target.wait_for_completion(is_delete_operation=True)
            self.gone(target.name)

    def test_kubernetes_is_made_attached_and_changed(self):
        made = self.create("aks-made", AksCompute.provisioning_configuration(agent_count=3, vm_size="STANDARD_D3_V2"))
        self.assertEqual(made.agent_count, 3)
        config = AksCompute.attach_configuration(resource_group=emulated.GROUP, cluster_name="production")
        attached = self.attach("aks-attached", config)
        attached.update(AksUpdateConfiguration(load_balancer_type="PublicIp"))
        attached.wait_for_completion()
        self.assertIn("userKubeConfig", attached.get_credentials())
        attached.detach()
        attached.wait_for_completion(is_delete_operation=True)
        self.gone("aks-attached")
        config = KubernetesCompute.attach_configuration(
            resource_id=emulated.resource("Microsoft.Kubernetes/connectedClusters", "arc"), namespace="ml"
        )
        arc = self.attach("arc", config)
        self.assertEqual(arc.cluster_resource_id.rsplit("/", 1)[1], "arc")
        arc.detach()

    def test_the_remaining_kinds(self):
        factory = self.create("factory", DataFactoryCompute.provisioning_configuration())
        factory.delete()
        factory.wait_for_completion(is_delete_operation=True)
        config = DataFactoryCompute.attach_configuration(resource_group=emulated.GROUP, factory_name="factory")
        self.attach("factory-attached", config).detach()
        config = DatabricksCompute.attach_configuration(
            resource_id=emulated.resource("Microsoft.Databricks/workspaces", "bricks"), access_token="not-a-token"
        )
        self.attach("bricks", config).detach()
        config = KustoCompute.attach_configuration(
            resource_group=emulated.GROUP,
            workspace_name="kusto",
            resource_id=emulated.resource("Microsoft.Kusto/clusters", "kusto"),
            tenant_id=emulated.TENANT,
            application_id="app",
            application_key="not-a-key",
            kusto_connection_string="https://kusto.invalid",
        )
        self.attach("kusto", config)
        self.create("dsvm", DsvmCompute.provisioning_configuration(vm_size="STANDARD_DS3_V2"))

    def test_trouble_is_told(self):
        with self.assertRaisesRegex(ComputeTargetException, "400"):
            self.create("no_good_name", AmlCompute.provisioning_configuration(vm_size="STANDARD_DS3_V2", max_nodes=1))
        emulated.control("faults", {"urlContains": "/computes", "status": 403, "times": 1})
        with self.assertRaisesRegex(ComputeTargetException, "403"):
            ComputeTarget(self.workspace, "whatever")


if __name__ == "__main__":
    unittest.main(buffer=True)
