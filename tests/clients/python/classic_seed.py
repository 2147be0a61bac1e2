"""What the classic SDK's introduction to compute targets does, from its first snippet to its last: every
kind of target that one could create or attach in 2020. Written anew; run to the end against the emulator.
"""

import os
import tempfile

import emulated
from azureml.core import Environment, ScriptRunConfig, Workspace
from azureml.core.authentication import TokenAuthentication
from azureml.core.compute import (
    AdlaCompute,
    AmlCompute,
    BatchCompute,
    ComputeInstance,
    ComputeTarget,
    DatabricksCompute,
    HDInsightCompute,
    RemoteCompute,
)
from azureml.core.compute_target import ComputeTargetException
from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.runconfig import RunConfiguration

IDENTITY = emulated.resource("Microsoft.ManagedIdentity/userAssignedIdentities", "trainer")


def get_or_create(workspace, name, make):
    """The pattern of all the snippets: take what is there, else make it and wait."""
    try:
        target = ComputeTarget(workspace=workspace, name=name)
        print(f"{name}: found")
        return target
    except ComputeTargetException as absent:
        assert "not found" in absent.message, absent.message
    target = make()
    target.wait_for_completion(show_output=True)
    print(f"{name}: {target.provisioning_state}")
    assert target.provisioning_state == "Succeeded", target.provisioning_errors
    return target


def cluster(workspace, name, **settings):
    config = AmlCompute.provisioning_configuration(vm_size="STANDARD_D2_V2", **settings)
    return get_or_create(workspace, name, lambda: ComputeTarget.create(workspace, name, config))


def clusters(workspace):
    plain = cluster(workspace, "cpu-cluster", max_nodes=4)
    again = cluster(workspace, "cpu-cluster", max_nodes=4)
    assert again.id == plain.id
    assert plain.vm_size == "STANDARD_D2_V2" and plain.scale_settings.maximum_node_count == 4
    assert plain.scale_settings.idle_seconds_before_scaledown == 1800

    cheap = cluster(workspace, "lowprio", max_nodes=4, vm_priority="lowpriority")
    assert cheap.vm_priority.lower() == "lowpriority", cheap.vm_priority

    waiting = cluster(workspace, "always-two", min_nodes=2, max_nodes=3)
    status = waiting.get_status()
    assert status.current_node_count == 2, status.serialize()


def identities(workspace):
    system = cluster(workspace, "with-system", max_nodes=5, identity_type="SystemAssigned")
    assert system.identity_type == "SystemAssigned", system.serialize()
    user = cluster(workspace, "with-user", max_nodes=5, identity_type="UserAssigned", identity_id=[IDENTITY])
    assert user.identity_type == "UserAssigned" and list(user.identity_id), user.serialize()

    later = cluster(workspace, "cpu-cluster", max_nodes=4)
    later.add_identity(identity_type="SystemAssigned")
    assert later.identity_type == "SystemAssigned", later.identity_type
    later = cluster(workspace, "lowprio", max_nodes=4)
    later.add_identity(identity_type="UserAssigned", identity_id=[IDENTITY])
    assert later.identity_type == "UserAssigned", later.identity_type


def instance(workspace):
    # Names of instances are unique in a region, hence this one.
    name = f"ci{workspace._workspace_id}"[:10]
    config = ComputeInstance.provisioning_configuration(vm_size="STANDARD_D3_V2", ssh_public_access=False)
    for _ in range(2):
        try:
            made = ComputeInstance(workspace=workspace, name=name)
            print(f"{name}: found")
        except ComputeTargetException:
            made = ComputeInstance.create(workspace, name, config)
            made.wait_for_completion(show_output=True)
    status = made.get_status()
    assert status.state == "Running", status.serialize()


def machine(workspace):
    config = RemoteCompute.attach_configuration(
        resource_id=emulated.resource("Microsoft.Compute/virtualMachines", "dsvm"),
        ssh_port=22,
        username="azureuser",
        password="not-A-real-1",
    )
    target = get_or_create(
        workspace, "attach-dsvm", lambda: ComputeTarget.attach(workspace, "attach-dsvm", config)
    )
    environment = Environment(name="emulated")
    environment.python.conda_dependencies = CondaDependencies.create(conda_packages=["scikit-learn"])
    with tempfile.TemporaryDirectory() as folder:
        script = ScriptRunConfig(
            source_directory=folder, script="train.py", compute_target=target, environment=environment
        )
    assert script.run_config.target == "attach-dsvm"


def spark(workspace):
    config = HDInsightCompute.attach_configuration(
        resource_id=emulated.resource("Microsoft.HDInsight/clusters", "spark"),
        ssh_port=22,
        username="sshuser",
        password="not-A-real-1",
    )
    target = get_or_create(
        workspace,
        "myhdi",
        lambda: ComputeTarget.attach(workspace=workspace, name="myhdi", attach_configuration=config),
    )
    run = RunConfiguration(framework="PySpark")
    run.target = target.name
    run.hdi.yarn_deploy_mode = "cluster"


def accounts(workspace):
    batch = BatchCompute.attach_configuration(resource_group=emulated.GROUP, account_name="batch")
    target = get_or_create(workspace, "mybatch", lambda: ComputeTarget.attach(workspace, "mybatch", batch))
    assert target.cluster_resource_id.endswith("/Microsoft.Batch/batchAccounts/batch")
    assert not target.provisioning_errors

    bricks = DatabricksCompute.attach_configuration(
        resource_group=emulated.GROUP,
        workspace_name="bricks",
        access_token=os.environ.get("AML_DATABRICKS_ACCESS_TOKEN", "not-a-token"),
    )
    target = get_or_create(workspace, "mybricks", lambda: ComputeTarget.attach(workspace, "mybricks", bricks))
    assert target.get_credentials()["databricksAccessToken"] == "not-a-token"

    lake = AdlaCompute.attach_configuration(resource_group=emulated.GROUP, account_name="lake")
    get_or_create(workspace, "myadla", lambda: ComputeTarget.attach(workspace, "myadla", lake))


def main():
    workspace = Workspace(
        emulated.SUBSCRIPTION,
        emulated.GROUP,
        emulated.WORKSPACE,
        auth=TokenAuthentication(emulated.token),
    )
    print(f"workspace {workspace.name} in {workspace.location}")
    for section in (clusters, identities, instance, machine, spark, accounts):
        print(f"== {section.__name__}")
        section(workspace)
    names = {target.name: target.type for target in ComputeTarget.list(workspace)}
    print(f"== {len(names)} targets: {names}")
    assert len(names) == 11, names
    print("the article ran to its end")


if __name__ == "__main__":
    main()
