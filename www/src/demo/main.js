/**
 * The demo page: loads the checker, finds the emulator, hands both to the elements. Against the
 * emulator any token will do; with `?client=…&tenant=…` in the address a person signs in.
 */

import {
  applyFixes,
  ComputeClient,
  convert,
  describe,
  init,
  localize,
  readPrices,
  targetFormats,
  validate,
  vmSizes,
} from "azureml-compute/web";
import "../element/define.js";
import { texts } from "./language.js";
import { findPrices } from "./prices.js";
import { findSettings } from "./settings.js";

/** @import { AzuremlComputeForm, AzuremlComputeList } from "../element/index.js" */
/** @import { Settings } from "./settings.js" */

const HOUR_MS = 3_600_000;

const form = /** @type {AzuremlComputeForm} */ (element("form"));
const list = /** @type {AzuremlComputeList} */ (element("list"));

watchTheme();
try {
  await watchLanguage();
  const [settings] = await Promise.all([
    findSettings(location.href, (path) => fetch(path)),
    init(new URL("./azureml_compute.wasm", import.meta.url)),
  ]);
  if (settings?.location) form.value = { location: settings.location };
  const checker = /** @type {any} */ ({
    validate,
    describe,
    applyFixes,
    localize,
    readPrices,
    vmSizes,
    convert,
    targetFormats,
  });
  form.checker = checker;
  list.checker = checker;
  if (settings) welcome(settings);
  else trouble(texts().noService);
} catch (error) {
  trouble(`${texts().noStart}: ${error instanceof Error ? error.message : error}`);
}

/** @param {Settings} settings */
function welcome(settings) {
  const { location: region = "", application } = settings;
  findPrices(region, fetch).then((prices) => {
    if (prices) form.facts = { ...form.facts, prices };
  });
  if (!application) {
    connect(settings, async () => ({
      token: "any-token-will-do",
      expiresOnTimestamp: Date.now() + HOUR_MS,
    }));
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (element("sign-in"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const { signIn } = await import("./sign-in.js");
      connect(settings, await signIn(application));
      button.hidden = true;
    } catch (error) {
      trouble(error instanceof Error ? error.message : String(error));
    }
  });
}

/**
 * @param {Settings} settings
 * @param {any} credential
 */
function connect({ endpoint, subscriptionId, resourceGroup, workspace }, credential) {
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
  for (const type of ["azureml-created", "azureml-failed"]) {
    form.addEventListener(type, () => list.refresh());
  }
  form.addEventListener("azureml-open", async (event) => {
    const { name } = /** @type {CustomEvent<{ name: string }>} */ (event).detail;
    form.mode = "edit";
    form.value = /** @type {any} */ (await client.get(name));
  });
  let shownFor = "";
  form.addEventListener("azureml-progress", ({ detail: { name } }) => {
    if (shownFor !== name) list.refresh();
    shownFor = name;
  });
  showWhere({ workspace, resourceGroup, endpoint });
}

/** @param {Record<"workspace" | "resourceGroup" | "endpoint", string>} facts */
function showWhere(facts) {
  const where = element("where");
  where.replaceChildren(
    ...Object.entries(facts).map(([term, value]) => {
      const row = document.createElement("div");
      const [dt, dd] = [document.createElement("dt"), document.createElement("dd")];
      dt.dataset.text = term;
      dd.textContent = value;
      row.append(dt, dd);
      return row;
    }),
  );
  where.hidden = false;
  write();
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

/** Findings in Russian are loaded when somebody reads Russian. */
async function watchLanguage() {
  const select = /** @type {HTMLSelectElement} */ (element("language"));
  const apply = async () => {
    const language = select.value;
    document.documentElement.lang = language;
    const messages =
      language === "ru" ? (await import("azureml-compute/locales/ru")).default : undefined;
    form.locale = language;
    list.locale = language;
    form.messages = /** @type {any} */ (messages);
    list.messages = /** @type {any} */ (messages);
    write();
  };
  const wanted = new URL(location.href).searchParams.get("lang");
  if (wanted && [...select.options].some(({ value }) => value === wanted)) select.value = wanted;
  select.addEventListener("change", apply);
  await apply();
}

/** Writes the page's own texts in the language that is spoken. */
function write() {
  const known = /** @type {Record<string, string>} */ (texts());
  for (const each of document.querySelectorAll("[data-text]")) {
    if (each instanceof HTMLElement) each.textContent = known[each.dataset.text ?? ""] ?? "";
  }
  document.title = texts().product;
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element \`${id}\``);
  return found;
}
