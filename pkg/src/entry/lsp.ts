/** The language server: what `azureml-compute lsp --stdio` starts. */
import { serve } from "../lsp/server.js";
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

supply(fromFile);
serve();
