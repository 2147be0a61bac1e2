/** Why the checks find what they find. */

export { explain } from "azureml-compute/web";
