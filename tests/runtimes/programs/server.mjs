/** A page as a server renders it: no window, the elements imported, their tags written, the checks at work. */
import "azureml-compute/element";
import * as library from "azureml-compute";
import { AzuremlComputeForm } from "azureml-compute/element/class";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { program } from "./program.mjs";

if (typeof window !== "undefined" || typeof document !== "undefined") throw new Error("this is no server");
const markup = renderToString(
  createElement("azureml-compute-form", { kind: "AmlCompute", "storage-key": "" }),
);
const outcome = await program(library, JSON.parse(process.env.PLACE));
console.log(JSON.stringify({ ...outcome, markup, methods: typeof AzuremlComputeForm.prototype.check }));
