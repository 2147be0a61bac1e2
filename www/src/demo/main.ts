/**
 * The demo page: loads the checker, finds the emulator, hands both to the elements. Against the
 * emulator any token will do; with `?client=…&tenant=…` in the address a person signs in.
 */

import type { CodeExplanation, ComputeClientOptions } from "azureml-compute/web";
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

import type { AzuremlComputeForm, AzuremlComputeList } from "../element/index.js";
import { texts } from "./language.js";
import { findPrices } from "./prices.js";
import type { Settings } from "./settings.js";
import { findSettings } from "./settings.js";

/** The region whose prices were asked for last. */
let pricedFor = "";
const HOUR_MS = 3_600_000;
/** The parts lie beside it. */
const MODULE = new URL("./azureml_compute.wasm", import.meta.url);

const form = element("form") as AzuremlComputeForm;
const list = element("list") as AzuremlComputeList;

watchTheme();
try {
  await watchLanguage();
  const [settings] = await Promise.all([
    findSettings(location.href, (path) => fetch(path)),
    init(MODULE),
  ]);
  if (settings?.location) form.value = { location: settings.location };
  const checker = {
    init,
    validate,
    describe,
    applyFixes,
    localize,
    readPrices,
    vmSizes,
    convert,
    targetFormats,
    // Texts for people, fetched when somebody asks.
    explain: async (code: string): Promise<CodeExplanation> => {
      const { href } = new URL("./explain.js", import.meta.url);
      return (await import(href)).explain(code);
    },
  };
  form.checker = checker;
  list.checker = checker;
  if (settings) welcome(settings);
  else trouble(texts().noService);
} catch (error) {
  trouble(`${texts().noStart}: ${error instanceof Error ? error.message : error}`);
}

/** Prices of the region that is chosen, or none. */
async function showPrices(region: string) {
  if (region === "" || region === pricedFor) return;
  pricedFor = region;
  const prices = await findPrices(region, fetch);
  if (prices && region === pricedFor) form.facts = { ...form.facts, prices };
}

function welcome(settings: Settings) {
  const { location: region = "", application } = settings;
  showPrices(region);
  form.addEventListener("azureml-report", () => showPrices(String(form.value.location ?? "")));
  if (!application) {
    connect(settings, async () => ({
      token: "any-token-will-do",
      expiresOnTimestamp: Date.now() + HOUR_MS,
    }));
    return;
  }
  const button = element("sign-in") as HTMLButtonElement;
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

function connect(
  { endpoint, subscriptionId, resourceGroup, workspace }: Settings,
  credential: ComputeClientOptions["credential"],
) {
  const client = new ComputeClient({
    subscriptionId,
    resourceGroup,
    workspace,
    credential,
    endpoint,
    allowInsecureLoopback: true,
  });
  form.client = client;
  list.client = client;
  for (const type of ["azureml-created", "azureml-failed"]) {
    form.addEventListener(type, () => list.refresh());
  }
  form.addEventListener("azureml-open", async (event) => {
    const { name } = (event as CustomEvent<{ name: string }>).detail;
    form.mode = "edit";
    form.value = await client.get(name);
  });
  let shownFor = "";
  form.addEventListener("azureml-progress", ({ detail: { name } }) => {
    if (shownFor !== name) list.refresh();
    shownFor = name;
  });
  showWhere({ workspace, resourceGroup, endpoint });
}

function showWhere(facts: Record<"workspace" | "resourceGroup" | "endpoint", string>) {
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

function trouble(text: string) {
  const bar = element("trouble");
  bar.textContent = text;
  bar.hidden = false;
}

function watchTheme() {
  const select = element("theme") as HTMLSelectElement;
  const apply = () => {
    document.documentElement.dataset.theme = select.value;
  };
  select.addEventListener("change", apply);
  apply();
}

/** Findings in Russian are loaded when somebody reads Russian. */
async function watchLanguage() {
  const select = element("language") as HTMLSelectElement;
  const apply = async () => {
    const language = select.value;
    document.documentElement.lang = language;
    const messages =
      language === "ru" ? (await import("azureml-compute/locales/ru")).default : undefined;
    form.locale = language;
    list.locale = language;
    form.messages = messages;
    list.messages = messages;
    write();
  };
  const wanted = new URL(location.href).searchParams.get("lang");
  if (wanted && [...select.options].some(({ value }) => value === wanted)) select.value = wanted;
  select.addEventListener("change", apply);
  await apply();
}

/** Writes the page's own texts in the language that is spoken. */
function write() {
  const known = texts() as Record<string, string>;
  for (const each of document.querySelectorAll("[data-text]")) {
    if (each instanceof HTMLElement) each.textContent = known[each.dataset.text ?? ""] ?? "";
  }
  document.title = texts().product;
}

function element(id: string) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element \`${id}\``);
  return found;
}
