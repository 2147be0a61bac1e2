#!/usr/bin/env bash
# Package: @azure/arm-machinelearning 2.1.1 from npm, the sample that attaches a Kubernetes compute
#   (dist-esm/samples-dev/computeCreateOrUpdateSample.js).
# Likely guess: the sample has the body of the published example that it names (KubernetesCompute.json): its limits and
#   requests ask for "nvidia.com/gpu": null, that is for no GPU.
# What happens: keys of a map were renamed as if they were names of properties, and null became an empty string: the
#   sample asks for "nvidiaCom/gpu": "". No Kubernetes knows that resource.
# Why our users care: who copies the sample attaches a cluster whose instance type no job can start on; nothing says so
#   before the first job. Keys of maps in samples of generated clients are not the keys of the API.
# Date: 2026-12-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @azure/arm-machinelearning@2.1.1 >/dev/null
tar -xzf azure-arm-machinelearning-2.1.1.tgz
sample=package/dist-esm/samples-dev/computeCreateOrUpdateSample.js
grep -o 'examples/Compute/createOrUpdate/KubernetesCompute.json' "$sample"
keys=$(grep -oE '"?(nvidia\.com|nvidiaCom)/gpu"?: [^ ,}]+' "$sample" | sort | uniq -c | sed 's/^ *//')
echo "$keys"
[ "$keys" = "2 \"nvidiaCom/gpu\": ''" ] || exit 1
