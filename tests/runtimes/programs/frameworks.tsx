/** Compiled, never run: what JSX and templates take, and what they do not. */
import "azureml-compute/element";
import type { GlobalComponents } from "vue";

export const right = <azureml-compute-form kind="AmlCompute" mode="edit" include-secrets="" data-of="page" />;
// @ts-expect-error there is no such mode
export const wrong = <azureml-compute-form mode="read" />;
// @ts-expect-error it takes no number
export const alsoWrong = <azureml-compute-list readonly={5} />;

type VueForm = InstanceType<GlobalComponents["azureml-compute-form"]>["$props"];
export const given: VueForm = {
  kind: "AmlCompute",
  "onAzureml-created": ({ detail }) => console.log(detail.resource.name),
};
// @ts-expect-error there is no such kind of value
export const notGiven: VueForm = { kinds: "AmlCompute" };
