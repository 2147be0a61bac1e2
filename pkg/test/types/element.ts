/** Compiled, never run: the elements as a page in TypeScript sees them, with no framework and without lit. */
import * as api from "azureml-compute";
import "azureml-compute/element";
import type { AzuremlComputeForm, ElementChecker, FormProps } from "azureml-compute/element";
import { AzuremlComputeList } from "azureml-compute/element/class";
import russian from "azureml-compute/locales/ru";
import * as web from "azureml-compute/web";

const form = document.createElement("azureml-compute-form");
form satisfies AzuremlComputeForm;
form.checker = api;
form.checker = web;
form.checker = { ...api, validate: async (input, options) => api.validate(input, options) };
form.client = new api.ComputeClient({
  subscriptionId: "s",
  resourceGroup: "g",
  workspace: "w",
  credential: async () => ({ token: "t", expiresOnTimestamp: 0 }),
});
form.messages = russian;
form.mode = "edit";
// @ts-expect-error there is no such mode
form.mode = "read";
// @ts-expect-error a report is the element's to make
form.report = undefined;
form.addEventListener("azureml-created", ({ detail }) =>
  console.log(detail.resource.properties?.computeType),
);
form.addEventListener("azureml-submit", (event) => event.detail.body["properties"]);
form.check().then((report) => report?.counts.error.toFixed());

const list = document.querySelector("azureml-compute-list");
list?.addEventListener("azureml-list", ({ detail: { count } }) => count.toFixed());
if (list) list.refreshInterval = 5_000;
class Computes extends AzuremlComputeList {}
customElements.define("my-computes", Computes);

({ kinds: ["AmlCompute"], "storage-key": "" }) satisfies FormProps;
// @ts-expect-error there is no such property
({ kindz: [] }) satisfies FormProps;
api satisfies ElementChecker;
