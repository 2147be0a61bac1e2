/** A server of the Model Context Protocol on standard input and output: tools that read and change nothing. */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import type { ComputeResource } from "../types.js";
import { version } from "../version.js";
import { planned } from "./plan.js";
import {
  check,
  convert,
  explained,
  FORMATS,
  fix,
  type Input,
  type Settings,
  sizes,
  TARGETS,
} from "./tools.js";

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
  text: z.string().describe("The text: JSON, YAML, Bicep, Terraform, or a plan of Terraform as JSON."),
  path: z.string().optional().describe("Its path: tells the language, and where `files` lie."),
  format: z.enum(FORMATS).optional().describe("What it is; found out if absent."),
  files: z
    .record(z.string(), z.string())
    .optional()
    .describe("Texts of files that belong to it, by path: modules, parameter files."),
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
        "Checks a compute of Azure Machine Learning in JSON, YAML, Bicep or Terraform: findings with severity, place, reason and fix.",
      inputSchema: INPUT,
      annotations: READS,
    },
    (given) => answer(check(input(given))),
  );
  server.registerTool(
    "fix",
    {
      title: "Fix a text",
      description:
        "Gives the text with all safe fixes; comments and layout stay. Writes no file: the caller does.",
      inputSchema: INPUT,
      annotations: READS,
    },
    (given) => answer(fix(input(given))),
  );
  server.registerTool(
    "convert",
    {
      title: "Convert to another format",
      description: "Writes the computes of a text in another format, and tells what that format cannot say.",
      inputSchema: {
        ...INPUT,
        to: z.enum(TARGETS as unknown as [string, ...string[]]),
        select: z
          .union([z.string(), z.number().int()])
          .optional()
          .describe("One of several: its name or index."),
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
      description: "Why a finding is one, and how that is known; without a code: all codes.",
      inputSchema: { code: z.string().optional() },
      annotations: READS,
    },
    (given) => answer(explained(given)),
  );
  server.registerTool(
    "sizes",
    {
      title: "Find sizes of machines",
      description: "Sizes with cores, memory, GPUs, and what is known of their end.",
      inputSchema: {
        text: z.string().optional().describe("A part of the name."),
        family: z.string().optional(),
        region: z.string().optional(),
        gpu: z.boolean().optional(),
        minVCpus: z.number().optional(),
        maxVCpus: z.number().optional(),
        minMemoryGiB: z.number().optional(),
        limit: z.number().int().min(1).optional().describe("How many are given; 50 if absent."),
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
        "What would have to happen so that a compute is as a body wants it. With `current` nothing is asked of any service; without it the workspace that the server was started for is read.",
      inputSchema: {
        name: z.string(),
        body: free.describe("The body that is wanted, as the management API takes it."),
        current: free.nullable().optional().describe("The compute as it is; null if there is none."),
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
