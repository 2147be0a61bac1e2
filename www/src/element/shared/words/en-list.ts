/** The words of `<azureml-compute-list>`, in English. */

import { count } from "./en-count.js";

export const enList = {
  listTitle: "Compute targets",
  columnName: "Name",
  columnSize: "Size",
  columnState: "State",
  columnNodes: "Nodes",
  columnActions: "Actions",
  refresh: "Refresh",
  listEmpty: "No compute targets yet",
  listEmptyHint: "What you create shows up here.",
  listLoading: "Loading compute targets",
  listFailed: "The list could not be loaded",
  listCount: (n: number) => count(n, "compute target", "compute targets"),
  listShown: (n: number, of: number) => `${n} of ${of} shown`,
  listSearch: "Search by name, size or region",
  listKind: "Type",
  listAllKinds: "All types",
  listState: "State",
  listAllStates: "All states",
  tones: { good: "Ready or running", busy: "Changing", bad: "Failed", off: "Stopped" },
  listNone: "Nothing fits the filters",
  listClear: "Clear filters",
  tryAgain: "Try again",
  deletingNow: "Deleting",
  noNodesNow: "No nodes",
  nodesUpTo: (max: number) => `scales up to ${max}`,
  nodeStates: {
    idle: "idle",
    running: "running",
    preparing: "preparing",
    leaving: "leaving",
    unusable: "unusable",
    preempted: "preempted",
  },
  detailsOf: (name: string) => `Details of ${name}`,

  actionNames: {
    start: "Start",
    stop: "Stop",
    restart: "Restart",
    scale: "Edit scale",
    delete: "Delete",
    detach: "Detach",
  },
  actionNamed: {
    start: (name: string) => `Start ${name}`,
    stop: (name: string) => `Stop ${name}`,
    restart: (name: string) => `Restart ${name}`,
    scale: (name: string) => `Edit the scale of ${name}`,
    delete: (name: string) => `Delete ${name}`,
    detach: (name: string) => `Detach ${name}`,
  },
  actionBusy: { start: "Starting", stop: "Stopping", restart: "Restarting", scale: "Resizing" },
  actionFailed: {
    start: (name: string) => `${name} could not be started`,
    stop: (name: string) => `${name} could not be stopped`,
    restart: (name: string) => `${name} could not be restarted`,
    scale: (name: string) => `The scale of ${name} could not be changed`,
    delete: (name: string) => `${name} could not be removed`,
    detach: (name: string) => `${name} could not be removed`,
  },
  stateNow: (name: string, state: string) => `${name}: ${state}`,
  gone: (name: string) => `${name} is gone`,
  confirm: {
    delete: (name: string) => `Delete ${name}?`,
    detach: (name: string) => `Detach ${name}?`,
    stop: (name: string) => `Stop ${name}?`,
    restart: (name: string) => `Restart ${name}?`,
  },
  destroysNodes: (n: number) =>
    n === 1
      ? "The cluster and its 1 node are destroyed."
      : `The cluster and its ${n} nodes are destroyed.`,
  destroysNoNodes: "The cluster is destroyed. It has no nodes now.",
  destroysJobs: (n: number) =>
    n === 1 ? "The job on 1 busy node stops." : `Jobs on ${n} busy nodes stop.`,
  destroysInstance:
    "The machine and its own disk are destroyed, with whatever was saved outside the shared files folder.",
  destroysOther: "The compute and what runs on it are destroyed.",
  keepsData: "Data in the workspace's storage and finished job results stay.",
  noUndo: "This cannot be undone.",
  detaches:
    "The workspace forgets this target. The resource behind it stays as it is and goes on costing.",
  stops: "Open notebooks lose their kernels and running jobs end. Files on the disk stay.",
  stopsCost: "The machine is no longer billed; its disk and public address still are.",
  restarts: "Open notebooks lose their kernels and running jobs end. Files stay.",
  cancel: "Cancel",
  planTitle: "What will happen",
  planNone: "Nothing changes.",
  planUpdate: "The compute is updated in place; running jobs go on.",
  planReplace:
    "This needs a new compute: delete this one and create it again. Saving is not possible.",
  planBlocked: "This change is not possible.",
  planChange: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
};
