/** The language server in Neovim, without a window: the findings that it shows, and the fixes that it applies. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { poolOf } from "./terraform-files.mjs";

const command = fileURLToPath(new URL("../dist/esm/cli.js", import.meta.url));
const guide = readFileSync(new URL("../../src/manual/guide/command.md", import.meta.url), "utf8");
const folder = mkdtempSync(join(tmpdir(), "azureml-compute-nvim-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const found = spawnSync("nvim", ["--version"], { encoding: "utf8" });
const skip = found.status === 0 ? false : "there is no nvim here (Debian: apt-get install neovim)";
if (skip !== false) console.log(`      skipped: ${skip}`);

/** The settings of the guide, with the program that is tested; Neovim before 0.11 has no words for them. */
function settings() {
  const [, text] = /```lua\n([\s\S]*?)```/.exec(guide);
  const program = [process.execPath, command, "lsp", "--stdio"]
    .map((word) => JSON.stringify(word))
    .join(", ");
  const own = text.replace(/\{ "npx"[^}]*\}/, `{ ${program} }`);
  assert.notEqual(own, text);
  return `if vim.lsp.config then
  ${own}
else
  local id = vim.lsp.start_client({ name = "azureml-compute", cmd = { ${program} }, root_dir = vim.fn.getcwd() })
  vim.api.nvim_create_autocmd("BufReadPost", { callback = function(event) vim.lsp.buf_attach_client(event.buf, id) end })
end`;
}

test("Neovim shows the findings, and applies all safe fixes", { skip, timeout: 60_000 }, () => {
  const text = poolOf("5 # night");
  writeFileSync(join(folder, "main.tf"), text);
  writeFileSync(join(folder, "variables.tf"), 'variable "size" {\n  default = "Standard_NC6"\n}\n');
  const script = `
vim.filetype.add({ extension = { tf = "terraform" } })
${settings()}
vim.cmd("filetype on")
vim.cmd("edit main.tf")
local function shown() return vim.diagnostic.get(0) end
assert(vim.wait(20000, function() return #shown() > 0 end), "no diagnostics")
local before = {}
for _, one in ipairs(shown()) do
  table.insert(before, { code = one.code, line = one.lnum, severity = one.severity })
end
local params = vim.lsp.util.make_range_params(0, "utf-16")
params.context = { diagnostics = {}, only = { "source.fixAll" } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
for id, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
  end
end
vim.cmd("write")
vim.fn.writefile({ vim.fn.json_encode(before) }, "found.json")
vim.cmd("qall!")
`;
  writeFileSync(join(folder, "test.lua"), script);
  const { status, stderr } = spawnSync(
    "nvim",
    ["--headless", "--clean", "-c", "luafile test.lua", "-c", "cquit"],
    {
      cwd: folder,
      encoding: "utf8",
      timeout: 50_000,
    },
  );
  assert.equal(status, 0, stderr);
  const shown = JSON.parse(readFileSync(join(folder, "found.json"), "utf8"));
  const places = shown.filter(({ severity }) => severity < 3).map(({ code, line }) => [code, line]);
  assert.deepEqual(places.sort(), [
    ["scale/min-above-max", 7],
    ["vm-size/retired", 5],
  ]);
  assert.equal(readFileSync(join(folder, "main.tf"), "utf8"), text.replace("North Europe", "northeurope"));
});
