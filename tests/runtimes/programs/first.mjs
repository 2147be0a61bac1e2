import { validate } from "azureml-compute";

console.log(validate('{"properties":{"computeType":"AmlCompute"}}').kind);
