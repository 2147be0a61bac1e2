"""The newer SDK (azure-ai-ml): computes out of YAML files."""

import unittest
from pathlib import Path

import emulated
from azure.ai.ml import MLClient, load_compute
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

YAML = Path(__file__).parent / "yaml"


def finish(poller):
    """Lets the time pass that the operation takes; it is found to be over at the second look."""
    emulated.control("advance", {"seconds": 120})
    return poller.result()


class Newer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Time stands still unless it is moved. The package looks every thirty seconds unless the answer
        # to a look asks for another wait.
        emulated.control("clock", {"mode": "virtual"})
        emulated.control("faults", {"urlContains": "computeOperationsStatus", "headers": {"retry-after": "1"}})
        cls.computes = MLClient(
            emulated.Credential(),
            emulated.SUBSCRIPTION,
            emulated.GROUP,
            emulated.WORKSPACE,
            enable_telemetry=False,
        ).compute

    def load(self, file, **overrides):
        changes = [{key: str(value)} for key, value in overrides.items()]
        return load_compute(YAML / f"{file}.yml", params_override=changes)

    def create(self, file, **overrides):
        return finish(self.computes.begin_create_or_update(self.load(file, **overrides)))

    def test_cluster(self):
        made = self.create("cluster")
        self.assertEqual((made.name, made.type, made.tier), ("yaml-cluster", "amlcompute", "low_priority"))
        self.assertEqual((made.min_instances, made.max_instances), (3, 4))
        self.assertEqual(made.idle_time_before_scale_down, 300)
        self.assertEqual(made.identity.type, "system_assigned")
        self.assertEqual(made.tags, {"made": "here"})
        nodes = list(self.computes.list_nodes("yaml-cluster"))
        self.assertEqual(len(nodes), 3)
        changed = self.create("cluster", max_instances=6)
        self.assertEqual(changed.max_instances, 6)
        again = self.computes.get("yaml-cluster")
        again.max_instances = 5
        again.network_settings = None
        updated = finish(self.computes.begin_update(again))
        self.assertEqual(updated.max_instances, 5)
        listed = [one.name for one in self.computes.list(compute_type="AmlCompute")]
        self.assertIn("yaml-cluster", listed)
        finish(self.computes.begin_delete("yaml-cluster"))
        with self.assertRaises(ResourceNotFoundError):
            self.computes.get("yaml-cluster")

    def test_user_identities(self):
        made = self.create("cluster-identity")
        self.assertEqual(made.identity.type, "user_assigned")
        identities = made.identity.user_assigned_identities
        self.assertTrue(identities[0].resource_id.endswith("/trainer"))

    def test_instance(self):
        made = self.create("instance")
        self.assertEqual(made.type, "computeinstance")
        self.assertEqual(made.idle_time_before_shutdown, "PT4320M")
        self.assertEqual(len(made.schedules.compute_start_stop), 1)
        self.assertEqual(self.computes.get("yaml-ci").state, "Running")
        finish(self.computes.begin_stop("yaml-ci"))
        self.assertEqual(self.computes.get("yaml-ci").state, "Stopped")
        finish(self.computes.begin_start("yaml-ci"))
        self.assertEqual(self.computes.get("yaml-ci").state, "Running")
        finish(self.computes.begin_restart("yaml-ci"))
        self.assertEqual(self.computes.get("yaml-ci").state, "Running")
        self.computes.enable_sso(name="yaml-ci", enable_sso=False)
        self.assertFalse(self.computes.get("yaml-ci").enable_sso)
        finish(self.computes.begin_delete("yaml-ci"))

    def test_attached(self):
        for name, kind in (
            ("machine", "virtualmachine"),
            ("kubernetes", "kubernetes"),
            ("synapse", "synapsespark"),
        ):
            with self.subTest(name):
                made = finish(self.computes.begin_attach(self.load(name)))
                self.assertEqual(made.type, kind)
                self.assertEqual(made.provisioning_state, "Succeeded")
                finish(self.computes.begin_delete(made.name, action="Detach"))
                with self.assertRaises(ResourceNotFoundError):
                    self.computes.get(made.name)

    def test_lists(self):
        sizes = list(self.computes.list_sizes())
        self.assertTrue(any(size.name.lower() == "standard_ds3_v2" for size in sizes))
        self.assertTrue(list(self.computes.list_sizes(compute_type="ComputeInstance")))
        self.assertTrue(list(self.computes.list_usage()))

    def test_refusals(self):
        with self.assertRaises(HttpResponseError) as caught:
            self.create("cluster", name="no_good")
        self.assertEqual(caught.exception.status_code, 400)
        with self.assertRaisesRegex(HttpResponseError, "(?i)size"):
            self.create("cluster", name="toaster", size="STANDARD_TOASTER")


if __name__ == "__main__":
    unittest.main(buffer=True)
