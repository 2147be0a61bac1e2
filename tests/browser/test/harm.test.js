/** What the form must never do: overwrite a compute, lose a part of a body, call ready what is not. */

import assert from "node:assert/strict";
import test from "node:test";
import { browsers } from "../support/browsers.js";
import { look } from "../support/look.js";
import { FIELD } from "../support/page.js";
import { stage } from "../support/stage.js";

const FORM = "azureml-compute-form";
const INNER = "/properties/properties";
const TARGET = "/properties/resourceId";
const EXISTING = {
  tags: { owner: "another-team" },
  properties: {
    computeType: "AmlCompute",
    description: "do not touch",
    properties: {
      vmSize: "Standard_DS3_v2",
      scaleSettings: { minNodeCount: 2, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: "PT30M" },
    },
  },
};
const INSTANCE = {
  properties: {
    computeType: "ComputeInstance",
    properties: { vmSize: "Standard_DS3_v2", idleTimeBeforeShutdown: "PT1H" },
  },
};

/** A request to the management API, past the form. */
async function arm({ emulator }, method, name, resource) {
  const { url, subscriptionId, resourceGroup, workspace, location } = emulator.ready;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
  const provider = `${group}/providers/Microsoft.MachineLearningServices`;
  const address = `${url}${provider}/workspaces/${workspace}/computes/${name}?api-version=2026-05-01`;
  const answer = await fetch(address, {
    method,
    headers: { authorization: "Bearer x", "content-type": "application/json" },
    body: resource && JSON.stringify({ location, ...resource }),
  });
  assert.ok(answer.ok, `${method} ${name}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** Makes a compute and waits until it can be worked with. */
async function put(form, things, name, resource) {
  await arm(things, "PUT", name, resource);
  await form.until(async () => {
    const { properties } = await arm(things, "GET", name);
    return properties.provisioningState === "Succeeded";
  }, `${name} provisioned`);
}

/** What no node that comes or goes changes. */
function lasting({ tags, properties: { description, modifiedOn, properties } }) {
  return { tags, description, modifiedOn, scaleSettings: properties.scaleSettings };
}

const words = (form, selector) =>
  form.page.$$eval(`${FORM} >>> ${selector}`, (all) => all.map((each) => each.textContent.trim()));
const summary = async (form) => (await words(form, ".summary:not(.imported, .plan)")).join(" ");
const settled = (form) =>
  form.until(async () => !(await summary(form)).includes("Checking with Azure"), "the advice");

/** Opens the form for editing, with the properties set in this order, each in a tick of its own. */
async function edit(form, name, order) {
  await form.page.$eval(
    FORM,
    async (element, of, steps) => {
      const { client } = element;
      const resource = await client.get(of);
      element.client = undefined;
      await element.updateComplete;
      for (const step of steps) {
        if (step === "mode") element.mode = "edit";
        if (step === "value") element.value = resource;
        if (step === "client") element.client = client;
        await element.updateComplete;
      }
    },
    name,
    order,
  );
}

function tests(browser, { onPage }, skip) {
  const it = (title, run) => test(`${browser}: ${title}`, { skip }, onPage(run));

  it("a name that is taken blocks creating, also typed last and sent at once", async (form, things) => {
    await put(form, things, "gpu-cluster", EXISTING);
    const before = await arm(things, "GET", "gpu-cluster");
    await form.fillRight("another");
    await form.type(FIELD.name, "gpu-cluster");
    await form.page.keyboard.down("Control");
    await form.page.keyboard.press("Enter");
    await form.page.keyboard.up("Control");
    await form.awaitFinding(FIELD.name, "error", /already exists|of this name exists/);
    await look(form.page, `70-name-taken-${browser}`);
    assert.match(await summary(form), /1 problem/);
    assert.equal((await form.page.$$(`${FORM} >>> #run-title`)).length, 0);
    assert.deepEqual(lasting(await arm(things, "GET", "gpu-cluster")), lasting(before));
    await form.press("Open it for editing");
    await form.until(async () => (await form.valueAt(FIELD.max)) === "8", "the compute to edit");
    assert.equal(await form.page.$eval(FORM, (element) => element.mode), "edit");
  });

  it("an edit shows no false finding and loses nothing, whatever comes first", async (form, things) => {
    await put(form, things, "nb-a", INSTANCE);
    await put(form, things, "cpu-a", EXISTING);
    const orders = [
      ["client", "mode", "value"],
      ["value", "mode", "client"],
      ["mode", "value", "client"],
    ];
    for (const name of ["nb-a", "cpu-a"]) {
      for (const order of orders) {
        await edit(form, name, order);
        await settled(form);
        const kept = await form.page.$eval(FORM, (element) => element.value.properties.properties);
        assert.match(kept.vmSize, /^Standard_DS3_v2$/i, `${name} ${order}`);
        const said = await summary(form);
        assert.doesNotMatch(said, /problem|cannot be changed after/, `${name} ${order}`);
      }
    }
  });

  it("starting over in an edit goes back to the compute", async (form, things) => {
    await put(form, things, "cpu-a", EXISTING);
    await edit(form, "cpu-a", ["mode", "value", "client"]);
    await form.type(FIELD.max, "9");
    await form.press("Start over");
    await form.until(async () => (await form.valueAt(FIELD.max)) === "8", "what is there");
    assert.equal(await form.valueAt(FIELD.name), "cpu-a");
  });

  it("a save does what the plan says: nothing, or the action of an instance", async (form, things) => {
    await put(form, things, "nb-a", INSTANCE);
    const before = await arm(things, "GET", "nb-a");
    await edit(form, "nb-a", ["mode", "value", "client"]);
    await form.press("Save changes");
    await form.until(async () => /Nothing changes/.test(await summary(form)), "nothing to save");
    assert.equal((await form.page.$$(`${FORM} >>> #run-title`)).length, 0);
    await form.unfold();
    const idle = `${INNER}/idleTimeBeforeShutdown`;
    await form.type(idle, "2 hours");
    await form.press("Save changes");
    await form.awaitRun(/^nb-a is up to date$/);
    const after = await arm(things, "GET", "nb-a");
    assert.equal(after.properties.properties.idleTimeBeforeShutdown, "PT2H");
    assert.equal(after.properties.properties.vmSize, before.properties.properties.vmSize);
    assert.deepEqual(after.tags, before.tags);
  });

  it("an import is ready only after what it lost was let go, and keeps the region", async (form) => {
    const text = [
      "name: spot-cluster",
      "type: amlcompute",
      "size: Standard_DS3_v2",
      "tier: spot",
      "min_instances: 0",
      "max_instances: 4",
      "idle_time_before_scale_down: 5m",
    ].join("\n");
    await form.page.$eval(FORM, (element, yaml) => element.load(yaml, "cluster.yml"), text);
    await form.present(`${FORM} >>> .imported .lost`);
    const [lost] = await words(form, ".imported .lost");
    assert.match(lost, /tier.*idle_time_before_scale_down/);
    assert.match(await summary(form), /not taken over/);
    await look(form.page, `71-import-lost-${browser}`);
    assert.equal(await form.page.$eval(FORM, (element) => element.submit()), false);
    assert.notEqual(await form.valueAt(FIELD.location), "");
    await form.press("Continue without them");
    await settled(form);
    assert.doesNotMatch(await summary(form), /not taken over/);
  });

  it("without a size, in a region that does not exist, nothing is ready", async (form) => {
    await form.type(FIELD.name, "no-size");
    await form.type(FIELD.max, "4");
    await form.press("Create");
    await form.awaitFinding(FIELD.size, "error", /./);
    await form.type(FIELD.size, "Standard_DS3_v2");
    await form.type(FIELD.location, "mars");
    await form.awaitFinding(FIELD.location, "error", /mars/);
    assert.match(await summary(form), /problem/);
  });

  it("a kind that can be attached or created asks which", async (form, things) => {
    await form.chooseKind("serve", "AKS");
    await form.type(FIELD.name, "scoring");
    await form.press("Attach");
    await form.awaitFinding(TARGET, "error", /what to attach/);
    assert.equal((await form.page.$$(`${FORM} >>> #run-title`)).length, 0);
    await look(form.page, `72-attach-or-create-${browser}`);
    await form.press("Create a new one");
    assert.ok(await form.button(FORM, "Create"), "the form creates from here on");
    await form.press("Create");
    await form.until(async () => (await form.steps())[0] === "done", "the request was accepted");
    assert.equal((await arm(things, "GET", "scoring")).properties.computeType, "AKS");
  });

  it("a value that is set again erases nothing", async (form) => {
    await form.type(FIELD.name, "typed-name");
    await form.unfold();
    await form.type(FIELD.password, "correct-Horse-7");
    await form.page.$eval(FORM, async (element) => {
      const { value } = element;
      for (const each of [value, { ...value }, element.value]) {
        element.value = each;
        await element.updateComplete;
      }
    });
    assert.equal(await form.valueAt(FIELD.name), "typed-name");
    assert.equal(await form.valueAt(FIELD.password), "correct-Horse-7");
  });
}

for (const browser of browsers()) {
  tests(browser.name.toLowerCase(), stage(["--speed", "8"], browser), browser.skip);
}
