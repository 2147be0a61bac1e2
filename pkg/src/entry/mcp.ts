/** The tools for agents: what `azureml-compute mcp` starts. */
import { serve } from "../mcp/server.js";
import { fromFile } from "../node-file.js";
import { supply } from "../runtime.js";

supply(fromFile);
void serve();
