/** The elements in plain HTML. */
import "./azureml-compute/dist/element/define.js";
import * as api from "./azureml-compute/dist/esm/web.js";
import { clientOf, drive } from "./drive.mjs";
import { program } from "./program.mjs";
import { place, tell } from "./told.mjs";

async function run() {
  await api.init();
  const form = document.querySelector("azureml-compute-form");
  const list = document.querySelector("azureml-compute-list");
  form.checker = api;
  list.checker = api;
  form.client = clientOf(api, place);
  list.client = form.client;
  return { ...(await program(api, place)), element: await drive(form, list, place) };
}

tell(run());
