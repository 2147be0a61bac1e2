import assert from "node:assert/strict";
import test from "node:test";
import type { Setting } from "../src/element/form/session.js";
import { FormSession } from "../src/element/form/session.js";
import type { Checker, FieldDescription } from "../src/element/shared/types.js";
import { checker, describing, description } from "./fake-checker.js";

const INNER = "/properties/properties";

function begun(parts: Partial<Setting> = {}, by = checker) {
  const setting: Setting = {
    mode: "create",
    readonly: false,
    locale: "en",
    format: "auto",
    options: {},
    ...parts,
  };
  const session = new FormSession(
    () => setting,
    () => undefined,
  );
  session.begin(by, "AmlCompute");
  return session;
}

async function load(session: FormSession, text: string) {
  const found = await session.read(text);
  assert.ok(found);
  session.fill("file.json", found);
}

function field(path: string): FieldDescription {
  const found = description.fields.find((each) => each.path === path);
  assert.ok(found, path);
  return found;
}

function viewOf(session: FormSession, path: string) {
  const groups = session.view()?.groups ?? [];
  const found = groups.flatMap(({ fields }) => fields).find((each) => each.path === path);
  assert.ok(found, path);
  return found;
}

test("an empty form shows no mistake, only what is left to fill in", () => {
  const view = begun().view();
  assert.deepEqual(view?.findings, []);
  assert.deepEqual(
    view?.pending.map(({ name }) => name),
    ["name", "location", "vmSize", "maxNodeCount"],
  );
  assert.equal(view?.ready, false);
});

test("a field that was left empty is reported, the others still wait", () => {
  const session = begun();
  session.leave(field("/name"));
  assert.deepEqual(
    session.view()?.findings.map(({ path }) => path),
    ["/name"],
  );
  assert.equal(viewOf(session, "/name").invalid, true);
});

test("what is typed is checked at once and stands in the control as typed", () => {
  const session = begun();
  session.type(field(`${INNER}/scaleSettings/maxNodeCount`), "4x");
  const view = viewOf(session, `${INNER}/scaleSettings/maxNodeCount`);
  assert.equal(view.text, "4x");
  assert.match(view.findings[0]?.message ?? "", /4x/);
});

test("a duration is sent as ISO 8601, explained, and shown normalised after leaving", () => {
  const session = begun();
  const idle = field(`${INNER}/scaleSettings/nodeIdleTimeBeforeScaleDown`);
  session.type(idle, "300");
  assert.match(JSON.stringify(session.value(false)), /"nodeIdleTimeBeforeScaleDown":"PT5M"/);
  assert.equal(viewOf(session, idle.path).text, "300");
  assert.equal(viewOf(session, idle.path).note, "5 minutes, sent as PT5M");
  session.leave(idle);
  assert.equal(viewOf(session, idle.path).text, "5 min");
});

test("unset stays unset: clearing a field leaves the body as it began", () => {
  const session = begun();
  const before = JSON.stringify(session.value(false));
  for (const [path, text] of [
    [`${INNER}/scaleSettings/minNodeCount`, "1"],
    [`${INNER}/vmPriority`, "Dedicated"],
    ["/location", "westeurope"],
    ["/name", "a"],
  ]) {
    session.type(field(String(path)), String(text));
    session.type(field(String(path)), "");
  }
  assert.equal(JSON.stringify(session.value(false)), before);
});

test("a cross-field finding stands at one field and marks the other", () => {
  const session = begun();
  session.type(field(`${INNER}/scaleSettings/minNodeCount`), "9");
  session.type(field(`${INNER}/scaleSettings/maxNodeCount`), "4");
  assert.equal(viewOf(session, `${INNER}/scaleSettings/minNodeCount`).invalid, true);
  assert.equal(viewOf(session, `${INNER}/scaleSettings/maxNodeCount`).related, true);
});

test("a fix changes the body and the text in the control", () => {
  const session = begun();
  session.type(field("/name"), "gpu_cluster");
  const [finding] = viewOf(session, "/name").findings;
  assert.ok(finding);
  session.fix(finding);
  assert.equal(viewOf(session, "/name").text, "gpu-cluster");
  assert.deepEqual(viewOf(session, "/name").findings, []);
});

test("secrets stand in no value, no preview and no event, but in what is sent", () => {
  const session = begun();
  session.type(field(`${INNER}/userAccountCredentials/adminUserPassword`), "hunter2-Secret");
  assert.doesNotMatch(JSON.stringify(session.value(false)), /hunter2/);
  assert.doesNotMatch(JSON.stringify(session.model?.masked()), /hunter2/);
  assert.match(JSON.stringify(session.model?.complete()), /hunter2-Secret/);
});

test("secrets of a loaded body go where secrets are kept, and survive a fix elsewhere", async () => {
  const session = begun();
  const body = {
    name: "a_b",
    properties: {
      computeType: "AmlCompute",
      properties: { userAccountCredentials: { adminUserPassword: "hunter2" } },
    },
  };
  await load(session, JSON.stringify(body));
  assert.doesNotMatch(JSON.stringify(session.value(false)), /hunter2/);
  const [finding] = viewOf(session, "/name").findings;
  assert.ok(finding);
  session.fix(finding);
  assert.match(JSON.stringify(session.value(true)), /hunter2/);
});

test("a text that cannot be read changes nothing and says where", async () => {
  const session = begun();
  session.type(field("/name"), "kept");
  await load(session, '{ "adminUserPassword": "hunter2"');
  assert.equal(viewOf(session, "/name").text, "kept");
  assert.equal(session.imported?.failed, true);
  assert.equal(session.imported?.findings[0]?.place, "Line 2, column 5");
  assert.doesNotMatch(JSON.stringify(session.imported?.lines), /hunter2/);
});

test("members the form does not know stay in the body", async () => {
  const session = begun();
  await load(session, '{"name":"a","sku":{"name":"x"},"properties":{"computeType":"AmlCompute"}}');
  session.type(field("/name"), "b");
  assert.match(JSON.stringify(session.value(false)), /"sku":\{"name":"x"\}/);
});

test("a form of another kind takes over what every kind has, and nothing else", () => {
  const session = begun();
  session.type(field("/name"), "kept");
  session.type(field("/properties/description"), "a note");
  session.type(field(`${INNER}/vmSize`), "Standard_DS3_v2");
  session.begin(checker, "AmlCompute");
  assert.deepEqual(session.value(true), {
    name: "kept",
    location: "",
    properties: { computeType: "AmlCompute", properties: {}, description: "a note" },
  });
});

test("a default stands for unset: choosing it writes nothing, a given one stays", () => {
  const session = begun();
  const path = `${INNER}/vmPriority`;
  assert.deepEqual(
    viewOf(session, path).options.map(({ value, preset }) => [value, preset]),
    [
      ["", true],
      ["LowPriority", false],
    ],
  );
  session.give({ properties: { properties: { vmPriority: "Dedicated" } } });
  assert.equal(viewOf(session, path).options[0]?.value, "Dedicated");
});

test("an edit locks what cannot change and checks as an update against the start", () => {
  let options: any;
  const watching = {
    ...checker,
    validate: (input: any, given: any) => {
      options = given;
      return checker.validate(input);
    },
  };
  const session = begun({ mode: "edit" }, watching);
  session.give({ name: "a", location: "westeurope" });
  session.type(field("/tags"), "");
  assert.equal(viewOf(session, "/location").locked, true);
  assert.equal(options.operation, "update");
  assert.equal(options.current.name, "a");
});

test("what the service answers with null or empty is shown as unset", () => {
  const session = begun({ mode: "edit" });
  session.give({ name: "a", tags: {}, properties: { description: null, properties: null } });
  assert.equal(viewOf(session, "/properties/description").text, "");
  const set = session.view()?.groups.map(({ id, set }) => [id, set]);
  assert.deepEqual(Object.fromEntries(set ?? []).tags, 0);
});

test("only the changed lines of the preview glow", () => {
  const session = begun();
  session.type(field("/location"), "westeurope");
  assert.deepEqual([...session.fresh], ["/location"]);
});

test("an overtaken answer of a slow checker is dropped", async () => {
  const answers: ((report: any) => void)[] = [];
  const slow: Checker = {
    ...checker,
    validate: () => new Promise((resolve) => answers.push(resolve)),
  };
  const session = begun({}, slow);
  answers.length = 0;
  session.type(field("/name"), "a");
  session.type(field("/name"), "ab");
  const report = (kind: string) => ({
    valid: true,
    kind,
    diagnostics: [],
    counts: { error: 0, warning: 0, info: 0 },
  });
  answers[1]?.(report("newer"));
  answers[0]?.(report("older"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(session.report?.kind, "newer");
});

test("a checker that throws leaves a form that says so and is not ready", () => {
  const throwing = {
    ...checker,
    validate: () => {
      throw new TypeError("options: `levels` is wrong");
    },
  };
  const session = begun({}, throwing);
  session.type(field("/name"), "a");
  assert.match(session.trouble, /levels/);
  assert.equal(session.view()?.ready, false);
  assert.equal(viewOf(session, "/name").text, "a");
});

const CLUSTER = {
  name: "cpu-a",
  location: "westeurope",
  tags: { owner: "somebody" },
  properties: {
    computeType: "AmlCompute",
    description: "of a colleague",
    properties: { vmSize: "Standard_DS3_v2", scaleSettings: { minNodeCount: 2, maxNodeCount: 4 } },
  },
};

/** A checker that finds fault with what an edit changes, and remembers what it was asked. */
function comparing() {
  const asked: any[] = [];
  const validate = (input: any, options: any) => {
    asked.push({ input, options });
    const report = checker.validate(input, options);
    if (options.operation !== "update") return report;
    const { current } = options;
    const moved = current?.location !== input.location;
    const finding = {
      code: "update/create-only",
      severity: "error" as const,
      path: "/location",
      message: "fixed when the compute is created",
    };
    const diagnostics = moved ? [finding] : [];
    return {
      valid: !moved,
      diagnostics,
      counts: { error: diagnostics.length, warning: 0, info: 0 },
    };
  };
  return { asked, checker: { ...checker, validate } as Checker };
}

test("an edit begins without a finding, whenever the compute and the mode are given", () => {
  for (const order of ["mode first", "compute first", "before the form"]) {
    const setting = { mode: "create" as "create" | "edit" };
    const { checker: by, asked } = comparing();
    const session = new FormSession(
      () => ({ ...setting, readonly: false, locale: "en", format: "auto", options: {} }),
      () => undefined,
    );
    if (order === "before the form") session.give(CLUSTER);
    else session.begin(by, "AmlCompute");
    if (order === "compute first") session.give(CLUSTER);
    setting.mode = "edit";
    session.modeChanged();
    if (order === "mode first") session.give(CLUSTER);
    if (order === "before the form") session.begin(by, "AmlCompute");
    assert.deepEqual(session.view()?.findings, [], order);
    assert.deepEqual(session.value(true), CLUSTER, order);
    const updates = asked.filter(({ options }) => options.operation === "update");
    assert.ok(updates.length > 0, order);
    for (const { options } of updates) assert.deepEqual(options.current, CLUSTER, order);
  }
});

test("an edit of nothing shows no finding before it knows what there is", () => {
  const { checker: by, asked } = comparing();
  const session = begun({ mode: "edit" }, by);
  assert.deepEqual(session.view()?.findings, []);
  assert.equal(session.view()?.ready, false);
  assert.equal(asked.filter(({ options }) => options.operation === "update").length <= 1, true);
});

test("starting over in an edit goes back to what is there", () => {
  const session = begun({ mode: "edit" });
  session.give(CLUSTER);
  session.type(field(`${INNER}/scaleSettings/maxNodeCount`), "9");
  session.begin(checker, "AmlCompute", false);
  assert.deepEqual(session.value(true), CLUSTER);
});

test("a body that brings its kind along keeps all that is in it", () => {
  const session = begun();
  session.type(field("/name"), "typed");
  session.begin(checker, "AmlCompute", true, CLUSTER);
  assert.deepEqual(session.value(true), CLUSTER);
});

test("what was given before, or is there already, changes nothing that was typed", () => {
  const session = begun();
  session.give({ location: "westeurope" });
  session.type(field("/name"), "typed");
  session.type(field(`${INNER}/userAccountCredentials/adminUserPassword`), "hunter2-Secret");
  session.give({ location: "westeurope" });
  session.give(session.value(false));
  assert.equal(viewOf(session, "/name").text, "typed");
  assert.match(JSON.stringify(session.value(true)), /hunter2-Secret/);
  session.give({ location: "eastus" });
  assert.equal(viewOf(session, "/location").text, "eastus");
});

test("a part of a body lies over the empty form of the kind", () => {
  const session = begun();
  session.give({ properties: { description: "a note" } });
  assert.deepEqual(session.value(true).properties, {
    computeType: "AmlCompute",
    properties: {},
    description: "a note",
  });
});

test("the region of the host is in the body, until a person chooses another", () => {
  const session = begun({ options: { region: "westeurope" } });
  assert.equal(viewOf(session, "/location").text, "westeurope");
  session.placeAt("northeurope", "westeurope");
  assert.equal(viewOf(session, "/location").text, "northeurope");
  session.type(field("/location"), "eastus");
  session.placeAt("westeurope", "northeurope");
  assert.equal(viewOf(session, "/location").text, "eastus");
});

test("an import that names no region keeps the one that was chosen", async () => {
  const session = begun();
  session.type(field("/location"), "westeurope");
  await load(session, JSON.stringify({ name: "a", properties: { computeType: "AmlCompute" } }));
  assert.equal(viewOf(session, "/location").text, "westeurope");
});

test("what an import could not take over has to be let go before anything is ready", () => {
  const session = begun();
  const finding = {
    code: "cli-v2/value",
    severity: "error" as const,
    path: "/tier",
    message: "not a valid tier",
  };
  const counts = { error: 1, warning: 0, info: 0 };
  const report = { valid: false, diagnostics: [finding], counts };
  const reading = { report, body: CLUSTER, converted: true, left: 0, lines: () => [] };
  session.fill("cluster.yml", reading);
  assert.deepEqual(session.view()?.lost, ["tier"]);
  assert.equal(session.view()?.ready, false);
  session.acceptLosses();
  assert.deepEqual(session.view()?.lost, []);
  session.fill("body.json", { ...reading, converted: false });
  assert.deepEqual(session.view()?.lost, [], "a body is taken over as it is");
});

test("a kind that is made where nothing is attached asks which of both is meant", () => {
  const both = {
    ...checker,
    describe: describing({ ...description, managed: false, creates: true }),
  };
  const session = begun({}, both);
  session.give(CLUSTER);
  const asked = () => session.view()?.findings.map(({ code }) => code) ?? [];
  assert.equal(session.makesNew, true);
  assert.ok(asked().includes("form/attach-or-create"));
  assert.equal(session.report?.valid, false);
  session.createNew();
  assert.ok(!asked().includes("form/attach-or-create"));
  const properties = { ...CLUSTER.properties, resourceId: "/subscriptions/…" };
  session.give({ ...CLUSTER, properties });
  assert.equal(session.makesNew, false);
  assert.ok(!asked().includes("form/attach-or-create"));
});

test("a form that creates asks for what the service leaves to chance; an edit does not", () => {
  let options: any;
  const validate = (input: any, given: any) => {
    options = given;
    return checker.validate(input, given);
  };
  begun({}, { ...checker, validate });
  assert.equal(options.levels["conflict/name-exists"], "error");
  assert.equal(options.levels["region/unknown"], "error");
  begun({ offered: true }, { ...checker, validate });
  assert.equal(options.levels["region/unknown"], "warning");
  const session = begun({ mode: "edit" }, { ...checker, validate });
  session.give(CLUSTER);
  assert.equal(options.levels["conflict/name-exists"], undefined);
});

test("every change of a person can be taken back and done again, kind and secrets included", () => {
  const session = begun();
  session.give(CLUSTER);
  const before = session.value(true);
  assert.equal(session.canUndo, false);
  session.type(field("/name"), "gp");
  session.type(field("/name"), "gpu");
  session.leave(field("/name"));
  session.type(field(`${INNER}/userAccountCredentials/adminUserPassword`), "Secret-123");
  session.undo();
  assert.equal(session.value(true).name, "gpu");
  assert.ok(!JSON.stringify(session.value(true)).includes("Secret-123"));
  session.redo();
  assert.ok(JSON.stringify(session.value(true)).includes("Secret-123"));
  session.startOver(checker, "AmlCompute", true);
  assert.equal(session.undo(), "AmlCompute");
  assert.ok(JSON.stringify(session.value(true)).includes("Secret-123"));
  session.undo();
  session.undo();
  assert.deepEqual(session.value(true), before);
  assert.equal(session.undo(), undefined);
  session.startOver(checker, "AmlCompute", false);
  assert.equal(session.canUndo || session.canRedo, false);
});
