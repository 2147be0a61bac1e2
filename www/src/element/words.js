/**
 * Every word the elements say on their own, in one place, so that a language can replace them.
 * Findings bring their own words; field and group titles come from `describe`.
 */

export const words = {
  kindLabel: "Compute type",
  defaultValue: (/** @type {string} */ value) => `Default: ${value}`,
  exampleValue: (/** @type {string} */ value) => `e.g. ${value}`,
  sentAs: (/** @type {string} */ said, /** @type {string} */ iso) => `${said}, sent as ${iso}`,
  durationForms: "Write it as 5 min, 2 hours, 1 h 30 min or PT5M",
  createOnly: "Cannot be changed later",
  notSet: "Not set",
  notSetDefault: (/** @type {string} */ value) => `Default (${value})`,
  yes: "Yes",
  no: "No",
  addRow: "Add",
  addNamed: (/** @type {string} */ title) => `Add to ${title}`,
  removeRow: (/** @type {string} */ key) => (key ? `Remove ${key}` : "Remove empty row"),
  rowKey: "Name",
  rowValue: "Value",
  rowId: "Resource id",
  rowItem: "Item",
  rowNumber: (/** @type {string} */ part, /** @type {number} */ index) => `${part} ${index + 1}`,
  duplicateRow: (/** @type {string} */ key) => `${key} appears more than once; the last one counts`,
  showSecret: "Show",
  hideSecret: "Hide",
  severity: { error: "Error", warning: "Warning", info: "Note" },
  advancedHint: "Optional",
  setCount: (/** @type {number} */ n) => `${n} set`,
  problems: (/** @type {number} */ n) => (n === 1 ? "1 problem" : `${n} problems`),
  warnings: (/** @type {number} */ n) => (n === 1 ? "1 warning" : `${n} warnings`),
  notes: (/** @type {number} */ n) => (n === 1 ? "1 note" : `${n} notes`),
  fixed: (/** @type {number} */ n) => `${n} fixed`,
  allFixed: "All problems fixed",
  toFill: (/** @type {number} */ n) =>
    n === 1 ? "1 field left to fill in" : `${n} fields left to fill in`,
  toFillShort: (/** @type {number} */ n) => `${n} left to fill in`,
  toFillHint: "Problems show here while you type.",
  allGood: "Ready to create",
  allGoodHint: "Everything here passes the checks.",
  allGoodNotes: "Nothing stands in the way. Worth a look:",
  inFile: (/** @type {number} */ line, /** @type {number} */ column) =>
    `Line ${line}, column ${column}`,
  fileProblem: "This text could not be read",
  checkFailed: "The checks cannot run",
  dismiss: "Dismiss",
  readMore: "Read more",
  wholeForm: "Whole configuration",
  review: "Review",
  bodyTitle: "Configuration",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser does not allow copying here; the text can be selected",
  download: "Download",
  secretsMasked: "Secrets are masked here and left out of copies.",
  create: "Create",
  save: "Save changes",
  reset: "Start over",
  noClient: "Nothing was sent: the page has not connected this form to a service",
  fixApplied: (/** @type {string} */ title) => `Applied: ${title}`,

  runTitle: (/** @type {string} */ name) => `Creating ${name}`,
  runReady: (/** @type {string} */ name) => `${name} is ready`,
  runFailed: (/** @type {string} */ name) => `${name} was not created`,
  runStopped: (/** @type {string} */ name) => `Stopped waiting for ${name}`,
  runStoppedHint: "The service carries on. The list shows how it ends.",
  runStoppedEarly: "The service had not answered yet. The list shows whether it took the request.",
  runDeleting: (/** @type {string} */ name) => `Deleting ${name}`,
  runDeleted: (/** @type {string} */ name) => `${name} was deleted`,
  stepAccepted: "Accepted",
  stepProvisioning: "Provisioning",
  stepAllocating: "Allocating nodes",
  stepReady: "Ready",
  stepState: {
    done: "done",
    current: "in progress",
    waiting: "not started",
    failed: "failed",
    stopped: "not watched",
  },
  sending: "Sending the request",
  accepted: "The service took the request",
  refused: "The request was not taken",
  reported: (/** @type {string} */ state) => `Service reports ${state}`,
  noNodes: "No nodes now: the cluster grows when a job needs it",
  noNodesYet: "No node is there yet",
  takesJobs: "The cluster takes jobs",
  stepOf: (/** @type {string} */ title, /** @type {number} */ n, /** @type {number} */ of) =>
    `${title}, step ${n} of ${of}`,
  progressLabel: "Progress",
  elapsed: "Elapsed",
  requestId: "Request id",
  stopWaiting: "Stop waiting",
  keepWaiting: "Keep waiting",
  deleteOne: "Delete",
  detachOne: "Detach",
  editRetry: "Edit and retry",
  createAnother: "Create another",
  serviceSaid: "The service answered",
  unknownFailure: "The request failed",

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
  listCount: (/** @type {number} */ n) => (n === 1 ? "1 compute target" : `${n} compute targets`),
  tryAgain: "Try again",
  deletingNow: "Deleting",
  noNodesNow: "No nodes",
  nodesUpTo: (/** @type {number} */ max) => `scales up to ${max}`,
  deleteNamed: (/** @type {string} */ name) => `Delete ${name}`,
  detachNamed: (/** @type {string} */ name) => `Detach ${name}`,
  stateNow: (/** @type {string} */ name, /** @type {string} */ state) => `${name}: ${state}`,
  gone: (/** @type {string} */ name) => `${name} is gone`,
  actionFailed: (/** @type {string} */ name) => `${name} could not be removed`,
  confirmDelete: (/** @type {string} */ name) => `Delete ${name}?`,
  confirmDetach: (/** @type {string} */ name) => `Detach ${name}?`,
  destroysNodes: (/** @type {number} */ n) =>
    n === 1
      ? "The cluster and its 1 node are destroyed."
      : `The cluster and its ${n} nodes are destroyed.`,
  destroysNoNodes: "The cluster is destroyed. It has no nodes now.",
  destroysJobs: (/** @type {number} */ n) =>
    n === 1 ? "The job on 1 busy node stops." : `Jobs on ${n} busy nodes stop.`,
  destroysOther: "The compute and what runs on it are destroyed.",
  keepsData: "Data in the workspace's storage and finished job results stay.",
  noUndo: "This cannot be undone.",
  detaches:
    "The workspace forgets this target. The resource behind it stays as it is and goes on costing.",
  cancel: "Cancel",
};

/**
 * "LowPriority" → "Low priority"; "SystemAssigned,UserAssigned" → "System assigned, user assigned".
 * @param {string} word
 * @returns {string}
 */
export function humanWord(word) {
  const spaced = word
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/\s*,\s*/g, ", ")
    .toLowerCase();
  return capital(spaced);
}

/**
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
