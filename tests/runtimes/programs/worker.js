import * as library from "azureml-compute";
import { program } from "./program.mjs";

export default {
  async fetch(_request, { PLACE }) {
    return Response.json(await program(library, JSON.parse(PLACE)));
  },
};
