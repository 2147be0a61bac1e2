"""Runs that we write: the classic SDK (azureml-core) loads the documents, the newer one (azure-ai-ml) the jobs, and
what they make of them is what was meant.
"""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from azure.ai.ml import load_job
from azureml.core.runconfig import RunConfiguration

HERE = Path(__file__).parent
JOBS = ("cluster", "local", "machine", "mpi", "tensorflow", "torch")


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.holder.cleanup)
        cls.folder = Path(cls.holder.name)
        subprocess.run(["node", str(HERE / "runs.mjs"), cls.holder.name], check=True)
        cls.told = json.loads((cls.folder / "told.json").read_text())

    def classic(self, name):
        return RunConfiguration.load(str(self.folder), name)

    def job(self, name):
        return load_job(self.folder / f"{name}.yml")

    def body(self, name):
        return json.loads((self.folder / f"{name}.json").read_text())["properties"]

    def test_targets_of_the_classic_sdk(self):
        targets = {name: self.classic(name).target for name in self.told}
        self.assertEqual(
            targets,
            {
                "local": "local",
                "cluster": "cpu-cluster",
                "machine": "machine",
                "hdinsight": "spark",
                "based": "amlcompute",
                "mpi": "cpu-cluster",
                "torch": "gpu-cluster",
                "tensorflow": "gpu-cluster",
            },
        )

    def test_environment_of_the_classic_sdk(self):
        found = self.classic("cluster")
        self.assertEqual(found.script, "train.py")
        self.assertEqual([str(word) for word in found.arguments], ["--rate", "0.1", "two words"])
        self.assertEqual(found.environment.name, "train")
        self.assertIn("openmpi4.1.0", found.environment.docker.base_image)
        conda = found.environment.python.conda_dependencies
        self.assertIn("scikit-learn", list(conda.conda_packages))
        self.assertEqual(list(conda.pip_packages), ["pandas"])
        self.assertEqual(found.max_run_duration_seconds, 30 * 86400)

    def test_docker_and_variables_of_the_classic_sdk(self):
        found = self.classic("machine")
        self.assertTrue(found.docker.use_docker)
        self.assertEqual(found.docker.shm_size, "4g")
        self.assertEqual(list(found.docker.arguments), ["--ipc=host"])
        self.assertEqual(found.environment.environment_variables, {"MODE": "fast"})

    def test_spark_of_the_classic_sdk(self):
        found = self.classic("hdinsight")
        self.assertEqual(found.framework, "PySpark")
        self.assertEqual(found.hdi.yarn_deploy_mode, "client")
        self.assertEqual(found.spark.configuration["spark.app.name"], "count")
        [package] = found.environment.spark.packages
        self.assertEqual((package.group, package.artifact, package.version), ("org.x", "y", "1"))
        # It is no command job, and that is said.
        self.assertFalse((self.folder / "hdinsight.yml").exists())
        self.assertIn("convert/no-kind /args/framework", self.told["hdinsight"]["job"])

    def test_distributed_runs_of_the_classic_sdk(self):
        mpi, torch, tensorflow = (self.classic(name) for name in ("mpi", "torch", "tensorflow"))
        self.assertEqual((mpi.communicator, mpi.node_count, mpi.mpi.process_count_per_node), ("IntelMpi", 3, 2))
        self.assertEqual((torch.framework, torch.communicator, torch.node_count), ("PyTorch", "Nccl", 2))
        self.assertEqual(torch.pytorch.process_count, 8)
        self.assertEqual((tensorflow.framework, tensorflow.communicator), ("TensorFlow", "ParameterServer"))
        self.assertEqual((tensorflow.node_count, tensorflow.tensorflow.worker_count), (4, 4))

    def test_a_cluster_of_one_run(self):
        run = self.classic("based")
        self.assertEqual((run.target, run.amlcompute.vm_size), ("amlcompute", "STANDARD_D2_V2"))
        self.assertTrue(run.docker.use_docker and run.environment.docker.enabled)
        job = self.job("based")
        self.assertIsNone(job.compute)
        self.assertEqual(job.resources.instance_type, "STANDARD_D2_V2")
        self.assertIn("convert/lost-member /args/amlcompute/vm_priority", self.told["based"]["job"])

    def test_secrets_are_left_to_whoever_uses_the_text(self):
        for variables in (self.classic("based").environment_variables, self.job("based").environment_variables):
            self.assertEqual(variables, {"API_TOKEN": "${APITOKEN}", "MODE": "fast"})

    def test_jobs_of_the_newer_sdk(self):
        for name in JOBS:
            with self.subTest(name):
                found = self.job(name)
                self.assertEqual(found.type, "command")
                self.assertEqual(str(found.compute), self.classic(name).target)
                self.assertTrue(found.command.startswith("python train.py"))
        self.assertEqual(self.job("cluster").command, "python train.py --rate 0.1 'two words'")
        self.assertEqual(self.job("cluster").limits.timeout, 30 * 86400)
        self.assertEqual(self.job("machine").resources.shm_size, "4g")
        self.assertEqual(self.job("machine").environment_variables, {"MODE": "fast"})
        # Eight processes in all are four on each of two machines.
        self.assertEqual(self.job("torch").distribution.process_count_per_instance, 4)

    def test_the_body_says_what_the_newer_sdk_sends(self):
        for name in JOBS:
            with self.subTest(name):
                theirs = self.job(name)._to_job()._to_rest_object().as_dict()["properties"]
                ours = self.body(name)
                self.assertEqual(ours["command"], theirs["command"])
                self.assertEqual(ours["jobType"], theirs["jobType"])
                self.assertEqual("limits" in ours, "limits" in theirs)
                self.assertEqual(ours.get("environmentVariables", {}), theirs.get("environmentVariables") or {})
                self.assertEqual(ours.get("distribution"), theirs.get("distribution"))
                resources = theirs.get("resources") or {}
                for key in ("instanceCount", "shmSize", "dockerArgs"):
                    if key in ours.get("resources", {}):
                        self.assertEqual(ours["resources"][key], resources.get(key))


if __name__ == "__main__":
    unittest.main(buffer=True)
