/**
 * The demo page: loads the checker, finds the emulator, hands both to the elements. Against the
 * emulator any token will do; a page of your own passes a credential here.
 */

import { applyFixes, ComputeClient, describe, init, validate } from "azureml-compute/web";
import "../element/define.js";
import { findSettings } from "./settings.js";

/** @import { AzuremlComputeForm, AzuremlComputeList } from "../element/index.js" */

const HOUR_MS = 3_600_000;

const form = /** @type {AzuremlComputeForm} */ (element("form"));
const list = /** @type {AzuremlComputeList} */ (element("list"));

watchTheme();
try {
  await init(new URL("./azureml_compute.wasm", import.meta.url));
  const settings = await findSettings(location.href, (path) => fetch(path));
  if (settings?.location) form.value = { location: settings.location };
  form.checker = /** @type {any} */ ({ validate, describe, applyFixes });
  if (settings) connect(settings);
  else
    trouble(
      "No service found: start the emulator, or name one in the address line. Checking works all the same.",
    );
} catch (error) {
  trouble(`The page could not start: ${error instanceof Error ? error.message : error}`);
}

/** @param {import("./settings.js").Settings} settings */
function connect({ endpoint, subscriptionId, resourceGroup, workspace }) {
  const credential = async () => ({
    token: "any-token-will-do",
    expiresOnTimestamp: Date.now() + HOUR_MS,
  });
  const client = new ComputeClient({
    subscriptionId,
    resourceGroup,
    workspace,
    credential,
    endpoint,
    allowInsecureLoopback: true,
  });
  form.client = /** @type {any} */ (client);
  list.client = /** @type {any} */ (client);
  form.addEventListener("azureml-created", () => list.refresh());
  form.addEventListener("azureml-failed", () => list.refresh());
  let shownFor = "";
  form.addEventListener("azureml-progress", ({ detail: { name } }) => {
    if (shownFor !== name) list.refresh();
    shownFor = name;
  });
  showWhere({ Workspace: workspace, "Resource group": resourceGroup, Endpoint: endpoint });
}

/** @param {Record<string, string>} facts */
function showWhere(facts) {
  const where = element("where");
  where.replaceChildren(
    ...Object.entries(facts).map(([term, value]) => {
      const row = document.createElement("div");
      const [dt, dd] = [document.createElement("dt"), document.createElement("dd")];
      dt.textContent = term;
      dd.textContent = value;
      row.append(dt, dd);
      return row;
    }),
  );
  where.hidden = false;
}

/** @param {string} text */
function trouble(text) {
  const bar = element("trouble");
  bar.textContent = text;
  bar.hidden = false;
}

function watchTheme() {
  const select = /** @type {HTMLSelectElement} */ (element("theme"));
  const apply = () => {
    document.documentElement.dataset.theme = select.value;
  };
  select.addEventListener("change", apply);
  apply();
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element \`${id}\``);
  return found;
}
