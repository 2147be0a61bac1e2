/** Texts that people have: pasted or dropped, they fill the form, or it is said why they cannot. */

import assert from "node:assert/strict";
import test from "node:test";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const { onPage } = stage(["--speed", "8"]);
const FORM = "azureml-compute-form";

const YAML = `# what the team has used so far
$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json
name: gpu_cluster
type: amlcompute
size: Standard_NC4as_T4_v3
min_instances: 5
max_instances: 4
idle_time_before_scale_down: 300
ssh_settings:
  admin_username: azureuser
  admin_password: correct-Horse-7
tags:
  owner: vision
`;

/** @param {import("../support/page.js").ComputePage} form */
async function paste(form, pasted) {
  await form.press("Import…");
  await form.present(`${FORM} >>> dialog.import[open]`);
  await form.page.$eval(
    `${FORM} >>> dialog.import textarea`,
    (area, text) => {
      area.value = text;
    },
    pasted,
  );
  await form.page.$eval(`${FORM} >>> dialog.import .primary`, (button) => button.click());
  await form.present(`${FORM} >>> .imported`);
}

/** @param {import("../support/page.js").ComputePage} form */
async function drop(form, name, content) {
  await form.page.$eval(
    `${FORM} >>> .frame`,
    (frame, file, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], file));
      for (const type of ["dragover", "drop"]) {
        frame.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
      }
    },
    name,
    content,
  );
  await form.present(`${FORM} >>> .imported`);
}

/** Headline, and each finding with its place, its line and what it says. */
function imported(form) {
  return form.page.$eval(`${FORM} >>> .imported`, (card) => ({
    title: card.querySelector("h2").textContent,
    text: card.textContent,
    findings: [...card.querySelectorAll(".finding")].map((finding) => ({
      place: finding.querySelector("strong, a")?.textContent,
      source: finding.querySelector(".source")?.textContent,
      said: finding.querySelector(".said").textContent,
    })),
  }));
}

/** @param {import("../support/page.js").ComputePage} form */
async function dismiss(form) {
  await form.press("Dismiss");
  await form.until(async () => !(await form.page.$(`${FORM} >>> .imported`)), "no card any more");
}

test(
  "YAML fills the form, with findings at its own lines; what reads it comes only then",
  onPage(async (form) => {
    const loaded = () =>
      form.page.evaluate(() =>
        performance.getEntriesByType("resource").some(({ name }) => /yaml/.test(name)),
      );
    assert.equal(await loaded(), false, "no YAML was needed so far");
    await paste(form, YAML);
    assert.equal(await loaded(), true);
    const { title, text, findings } = await imported(form);
    assert.match(title, /Filled from pasted text/);
    const lines = Object.fromEntries(findings.map(({ place, said }) => [said, place]));
    const at = (pattern) => lines[Object.keys(lines).find((said) => pattern.test(said))];
    assert.match(at(/cluster name cannot contain/) ?? "", /^Line 3, column 7$/);
    assert.match(at(/minimum of 5/) ?? "", /^Line 6, column 16$/);
    assert.match(text, /A secret was not taken over/);
    assert.doesNotMatch(text, /correct-Horse-7/);
    assert.equal(await form.valueAt(FIELD.name), "gpu_cluster");
    assert.equal(await form.valueAt(FIELD.size), "Standard_NC4as_T4_v3");
    assert.equal(await form.valueAt(FIELD.max), "4");
    assert.equal(await form.valueAt(FIELD.idle), "5 min");
    assert.equal(await form.valueAt(FIELD.user), "azureuser");
    assert.equal(await form.valueAt(FIELD.password), "");
    await look(form.page, "83-yaml");
    await form.fix(FIELD.name);
    await form.fix(FIELD.min);
    await form.type(FIELD.password, "correct-Horse-7");
    const sent = form.page.waitForRequest((request) => request.method() === "PUT");
    await form.press("Create");
    const { tags, properties } = JSON.parse((await sent).postData());
    assert.deepEqual(tags, { owner: "vision" });
    assert.equal(properties.properties.vmSize, "Standard_NC4as_T4_v3");
    await form.awaitRun(/^gpu-cluster is ready$/);
  }),
);

test(
  "a dropped YAML file of another kind, and one of a body in YAML",
  onPage(async (form) => {
    await drop(form, "notebook.yml", "type: computeinstance\nname: mine\nsize: Standard_DS3_v2\n");
    assert.match((await imported(form)).title, /notebook\.yml/);
    assert.equal(await form.page.$eval(FORM, ({ kind }) => kind), "ComputeInstance");
    assert.equal(await form.valueAt(FIELD.name), "mine");
    await dismiss(form);
    await drop(
      form,
      "body.yaml",
      "name: body\nlocation: westeurope\nproperties:\n  computeType: AmlCompute\n  properties:\n    vmSize: Standard_DS3_v2\n    scaleSettings:\n      maxNodeCount: 3\n",
    );
    assert.equal(await form.page.$eval(FORM, ({ kind }) => kind), "AmlCompute");
    assert.equal(await form.valueAt(FIELD.max), "3");
  }),
);

test(
  "a template, and a document of the command line as JSON",
  onPage(async (form) => {
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        {
          type: "Microsoft.MachineLearningServices/workspaces/computes",
          apiVersion: "2024-04-01",
          name: "workspace/from-template",
          location: "westeurope",
          properties: {
            computeType: "AmlCompute",
            properties: { vmSize: "Standard_DS3_v2", scaleSettings: { maxNodeCount: 7 } },
          },
        },
      ],
    };
    await paste(form, JSON.stringify(template, null, 2));
    assert.equal(await form.valueAt(FIELD.max), "7");
    await dismiss(form);
    await paste(form, '{ "type": "amlcompute", "name": "as-json", "max_instances": 2 }');
    assert.equal(await form.valueAt(FIELD.name), "as-json");
    assert.equal(await form.valueAt(FIELD.max), "2");
  }),
);

test(
  "a template of several computes says that it has several, and fills nothing",
  onPage(async (form) => {
    await form.type(FIELD.name, "untouched");
    const compute = (name) => ({
      type: "Microsoft.MachineLearningServices/workspaces/computes",
      apiVersion: "2024-04-01",
      name: `workspace/${name}`,
      location: "westeurope",
      properties: {
        computeType: "AmlCompute",
        properties: {
          vmSize: "Standard_D4ds_v5",
          scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: "PT2M" },
        },
      },
    });
    const $schema =
      "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    const resources = [compute("first-pool"), compute("second-pool")];
    await paste(form, JSON.stringify({ $schema, contentVersion: "1.0.0.0", resources }));
    const card = await imported(form);
    assert.match(card.findings[0].said, /several computes.*first-pool, second-pool/i);
    assert.equal(await form.valueAt(FIELD.name), "untouched");
  }),
);

test(
  "what cannot be read is said to be so, and changes nothing",
  onPage(async (form) => {
    await form.type(FIELD.name, "untouched");
    const texts = {
      "Bicep cannot be read here":
        "param location string = 'westeurope'\nresource c 'Microsoft.MachineLearningServices/workspaces/computes@2024-04-01' = {\n  name: 'x'\n}\n",
      "Terraform cannot be read here":
        'resource "azurerm_machine_learning_compute_cluster" "x" {\n  name = "x"\n}\n',
      "A command line cannot be read here": "az ml compute create --name x --type amlcompute\n",
      "Python cannot be read here": "from azure.ai.ml.entities import AmlCompute\n",
      "These are 2 YAML documents": "name: x\n---\nname: y\n",
      "This is not valid YAML": "name: x\nsizes: [1, 2\nadmin_password: hunter2\n",
    };
    for (const [said, text] of Object.entries(texts)) {
      await paste(form, text);
      const card = await imported(form);
      assert.match(card.title, /could not be read/, said);
      assert.ok(card.findings[0].said.startsWith(said), `${card.findings[0].said} for ${said}`);
      assert.doesNotMatch(card.text, /hunter2/);
      assert.equal(await form.valueAt(FIELD.name), "untouched");
      if (/Bicep/.test(said)) await look(form.page, "84-bicep");
      if (/valid YAML/.test(said)) assert.match(card.findings[0].place, /^Line \d/);
      await dismiss(form);
    }
  }),
);

test(
  "of a long line what is around the finding is shown",
  onPage(async (form) => {
    const body = {
      tags: { note: "x".repeat(120) },
      location: "westeurope",
      properties: {
        computeType: "AmlCompute",
        properties: { scaleSettings: { minNodeCount: 9, maxNodeCount: 4 } },
      },
    };
    await paste(form, JSON.stringify({ name: "one-line", ...body }));
    const { findings } = await imported(form);
    const finding = findings.find(({ said }) => /minimum of 9/.test(said));
    assert.match(finding.source, /^1…/);
    assert.match(finding.source, /"minNodeCount":9/);
  }),
);
