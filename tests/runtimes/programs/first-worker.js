import { validate } from "azureml-compute";

export default {
  fetch: () => new Response(validate('{"properties":{"computeType":"AmlCompute"}}').kind),
};
