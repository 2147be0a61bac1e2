/** A server of the Model Context Protocol on standard input and output: tools that read and change nothing. */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { FORMATS } from "../cli/arguments.js";
import type { ComputeResource } from "../types.js";
import { version } from "../version.js";
import { planned } from "./plan.js";
import { check, convert, explained, fix, type Input, type Settings, sizes, TARGETS } from "./tools.js";

const free = z.record(z.string(), z.unknown());

const OPTIONS = z
  .strictObject({
    name: z.string().optional().describe("Name of the compute, where the text does not say it."),
    operation: z.enum(["create", "update"]).optional(),
    region: z.string().optional(),
    workspaceLocation: z.string().optional(),
    apiVersion: z.string().optional(),
    maxFindings: z.number().int().min(0).optional().describe("Findings of a report; 0 for all."),
    parameters: free.optional().describe("Values of a template's parameters or a configuration's variables."),
    current: free.optional().describe("The compute as it is now."),
    facts: free.optional().describe("What the services said: sizes, usages, computes."),
    guardrails: free.optional().describe("The organisation's settings."),
  })
  .optional();

const INPUT = {
  text: z.string().describe("The content: JSON, YAML, Bicep, Terraform, or a Terraform plan as JSON."),
  path: z.string().optional().describe("Its path, which gives the language and the place of `files`."),
  format: z.enum(FORMATS).optional().describe("Its format; detected if absent."),
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe("Contents of other files by path: modules, parameter files."),
  options: OPTIONS,
};

/** They read what they are given; only `plan` may ask a service, and only reads there. */
const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

type Given = { [Name in keyof typeof INPUT]?: unknown } & { text: string };

function answer(found: object) {
  return { content: [{ type: "text" as const, text: JSON.stringify(found) }] };
}

/** The server with its tools. */
export function toolServer(environment: NodeJS.ProcessEnv): McpServer {
  const server = new McpServer({ name: "azureml-compute", version });
  const input = (given: Given) => given as Input & { options?: Settings };
  server.registerTool(
    "check",
    {
      title: "Check a compute",
      description:
        "Checks an Azure Machine Learning compute in JSON, YAML, Bicep or Terraform. Returns findings with severity, place, reason and fix.",
      inputSchema: INPUT,
      annotations: READS,
    },
    (given) => answer(check(input(given))),
  );
  server.registerTool(
    "fix",
    {
      title: "Fix a file",
      description:
        "Returns the content with all safe fixes; comments and layout stay. It does not write a file.",
      inputSchema: INPUT,
      annotations: READS,
    },
    (given) => answer(fix(input(given))),
  );
  server.registerTool(
    "convert",
    {
      title: "Convert to another format",
      description: "Converts computes to another format, and reports what that format cannot express.",
      inputSchema: {
        ...INPUT,
        to: z.enum(TARGETS as unknown as [string, ...string[]]),
        select: z
          .union([z.string(), z.number().int()])
          .optional()
          .describe("One of several computes: its name or index."),
      },
      annotations: READS,
    },
    ({ to, select, ...given }) => {
      const target = to as (typeof TARGETS)[number];
      return answer(convert({ ...input(given), to: target, select }));
    },
  );
  server.registerTool(
    "explain",
    {
      title: "Explain a finding",
      description: "The reason and the evidence of a finding; without a code: all codes.",
      inputSchema: { code: z.string().optional() },
      annotations: READS,
    },
    (given) => answer(explained(given)),
  );
  server.registerTool(
    "sizes",
    {
      title: "Find VM sizes",
      description: "VM sizes with cores, memory, GPUs and retirement dates.",
      inputSchema: {
        text: z.string().optional().describe("A part of the name."),
        family: z.string().optional(),
        region: z.string().optional(),
        gpu: z.boolean().optional(),
        minVCpus: z.number().optional(),
        maxVCpus: z.number().optional(),
        minMemoryGiB: z.number().optional(),
        limit: z.number().int().min(1).optional().describe("How many to return; 50 if absent."),
      },
      annotations: READS,
    },
    (given) =>
      answer(sizes(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))),
  );
  server.registerTool(
    "plan",
    {
      title: "Plan a change",
      description:
        "What would change to make a compute match a body. With `current` no service is called; without it the workspace of this server is read.",
      inputSchema: {
        name: z.string(),
        body: free.describe("The desired ARM body."),
        current: free.nullable().optional().describe("The existing compute; null if there is none."),
      },
      annotations: { ...READS, openWorldHint: true },
    },
    async ({ name, body, current }, { signal }) => {
      const resource = body as ComputeResource;
      const now = current as ComputeResource | null | undefined;
      const { error, ...plan } = await planned({ name, body: resource, current: now }, environment, signal);
      return answer(
        error === undefined ? plan : { ...plan, error: { name: error.name, message: error.message } },
      );
    },
  );
  return server;
}

/** Serves until the client ends it. */
export async function serve(): Promise<void> {
  await toolServer(process.env).connect(new StdioServerTransport());
}
