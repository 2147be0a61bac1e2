/** For bundlers: says what came out where a test can read it. */
import * as library from "azureml-compute";
import { program } from "./program.mjs";

globalThis.outcome = program(library, globalThis.place);
