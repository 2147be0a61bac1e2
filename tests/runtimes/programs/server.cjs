/** The same by `require`. */
require("azureml-compute/element");
require("azureml-compute/element/form");
require("azureml-compute/element/list");
const library = require("azureml-compute");
const { AzuremlComputeForm } = require("azureml-compute/element/class");
const { createElement } = require("react");
const { renderToString } = require("react-dom/server");

const markup = renderToString(
  createElement("azureml-compute-form", { kind: "AmlCompute", "storage-key": "" }),
);
import("./program.mjs")
  .then(({ program }) => program(library, JSON.parse(process.env.PLACE)))
  .then((outcome) => {
    console.log(JSON.stringify({ ...outcome, markup, methods: typeof AzuremlComputeForm.prototype.check }));
  });
