import * as library from "azureml-compute";
import { program } from "./program.mjs";

console.log(JSON.stringify(await program(library, JSON.parse(process.env.PLACE))));
