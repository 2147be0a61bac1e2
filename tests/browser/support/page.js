/** The page as a person uses it: fields by their paths, buttons by their words. */

import assert from "node:assert/strict";
import { isFreeName } from "./browsers.js";

const FORM = "azureml-compute-form";
const LIST = "azureml-compute-list";
const INNER = "/properties/properties";

/** Paths of the fields that the tests fill in. */
export const FIELD = {
  name: "/name",
  location: "/location",
  size: `${INNER}/vmSize`,
  priority: `${INNER}/vmPriority`,
  min: `${INNER}/scaleSettings/minNodeCount`,
  max: `${INNER}/scaleSettings/maxNodeCount`,
  idle: `${INNER}/scaleSettings/nodeIdleTimeBeforeScaleDown`,
  user: `${INNER}/userAccountCredentials/adminUserName`,
  password: `${INNER}/userAccountCredentials/adminUserPassword`,
  tags: "/tags",
};

export class ComputePage {
  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.page = page;
    /** Where the form is; `>>> azureml-compute-form` looks into other shadow roots. */
    this.at = FORM;
    /** Whatever the browser complained about. */
    this.complaints = [];
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() !== "error" || isFreeName(message)) return;
      this.complaints.push(`console: ${message.text()}`);
    });
  }

  /** @param {string} url */
  async open(url) {
    await this.page.goto(url);
    await this.present(`${this.at} >>> [data-path="${FIELD.name}"] input`);
    await this.present(`${LIST} >>> [aria-busy="false"]`);
  }

  /** Waits for an element; puppeteer's own waiting sees no change inside a shadow root. */
  async present(selector) {
    const found = async () => (await this.page.$(selector)) !== null;
    await this.until(found, () => `${selector} (${this.complaints.join("; ") || "no complaint"})`);
  }

  async type(path, text) {
    const control = await this.page.$(`${this.at} >>> [data-path="${path}"] :is(input, textarea)`);
    assert.ok(control, `a control for ${path}`);
    await control.evaluate((element) => element.select());
    await control.focus();
    if (text === "") await this.page.keyboard.press("Backspace");
    else await this.page.keyboard.type(text);
  }

  async choose(path, value) {
    const field = `${this.at} >>> [data-path="${path}"]`;
    const list = await this.page.$(`${field} select`);
    if (list) {
      await list.select(value);
      return;
    }
    const radio = await this.page.$(`${field} input[value="${value}"]`);
    assert.ok(radio, `a choice ${value} for ${path}`);
    await radio.click();
  }

  /** What stands in a control. */
  valueAt(path) {
    return this.page.$eval(
      `${this.at} >>> [data-path="${path}"] :is(input, textarea)`,
      (element) => element.value,
    );
  }

  /** Texts of the findings beside a field. */
  findingsAt(path) {
    return this.page.$$eval(`${this.at} >>> [data-path="${path}"] .finding`, (elements) =>
      elements.map(
        (element) => `${element.classList[1]}: ${element.querySelector(".said").textContent}`,
      ),
    );
  }

  /** Waits for a finding of this severity whose text fits. */
  async awaitFinding(path, severity, pattern) {
    await this.until(async () => {
      const findings = await this.findingsAt(path);
      return findings.some((text) => text.startsWith(severity) && pattern.test(text));
    }, `${severity} ${pattern} at ${path}`);
  }

  /** Presses the fix button beside a field. */
  async fix(path) {
    const button = await this.page.$(`${this.at} >>> [data-path="${path}"] .finding button`);
    assert.ok(button, `a fix at ${path}`);
    await button.click();
  }

  async press(word) {
    const button = await this.button(this.at, word);
    assert.ok(button, `a button "${word}" in the form`);
    await button.click();
  }

  async pressInList(word) {
    const button = await this.button(LIST, word);
    assert.ok(button, `a button "${word}" in the list`);
    await button.click();
  }

  async button(element, word) {
    for (const button of await this.page.$$(`${element} >>> button`)) {
      const [name, shown] = await button.evaluate((each) => [
        each.getAttribute("aria-label") ?? each.textContent.trim(),
        each.checkVisibility(),
      ]);
      if (name === word && shown) return button;
    }
    return undefined;
  }

  async fillRight(name) {
    await this.type(FIELD.name, name);
    await this.type(FIELD.size, "Standard_DS3_v2");
    await this.type(FIELD.max, "4");
    await this.type(FIELD.min, "1");
    await this.type(FIELD.idle, "5 min");
  }

  /** "done", "current", "waiting", "failed" or "stopped" for each of the four steps. */
  steps() {
    return this.page.$$eval(`${this.at} >>> .step`, (steps) =>
      steps.map((step) => step.classList[1]),
    );
  }

  runTitle() {
    return this.page.$eval(`${this.at} >>> #run-title`, (title) => title.textContent);
  }

  async awaitRun(pattern, timeout = 60_000) {
    await this.until(
      async () => pattern.test(await this.runTitle().catch(() => "")),
      `run ${pattern}`,
      timeout,
    );
  }

  /** Rows of the list: name and state. */
  rows() {
    return this.page.$$eval(`${LIST} >>> [role=row].item`, (rows) =>
      rows.map((row) => ({
        name: row.querySelector(".name").textContent.trim(),
        state: row.querySelector(".state").textContent.trim(),
      })),
    );
  }

  /** Chooses what a person wants to do, and the kind if there are several. */
  async chooseKind(purpose, kind) {
    const click = (radio) => radio.click();
    await this.page.$eval(`${this.at} >>> input[name=purpose][value=${purpose}]`, click);
    if (kind) {
      await this.present(`${this.at} >>> input[name=kind][value=${kind}]`);
      await this.page.$eval(`${this.at} >>> input[name=kind][value=${kind}]`, click);
    }
    await this.page.$eval(this.at, (form) => form.updateComplete);
  }

  /** Opens every folded part of the form. */
  async unfold() {
    await this.page.$$eval(`${this.at} >>> details`, (groups) => {
      for (const group of groups) group.open = true;
    });
  }

  /** Presses a button of a row of the list by its accessible name. */
  async pressInRow(label) {
    const selector = `${LIST} >>> button[aria-label="${label}"]`;
    await this.present(selector);
    await this.page.$eval(selector, (button) => button.click());
  }

  /** Waits until a row fits, or until there is none of that name if state is undefined. */
  async awaitRow(name, state, timeout = 60_000) {
    await this.until(
      async () => {
        const row = (await this.rows()).find((each) => each.name === name);
        return state === undefined ? row === undefined : row?.state === state;
      },
      `row ${name} ${state ?? "gone"}`,
      timeout,
    );
  }

  /** The element that has the focus, inside shadow roots too. */
  focused() {
    return this.page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const field = at?.closest("[data-path]")?.dataset.path;
      return {
        tag: at?.localName,
        id: at?.id,
        label: at?.getAttribute("aria-label"),
        field,
        text: at?.textContent?.trim().slice(0, 60),
        classes: at?.className,
      };
    });
  }

  async until(condition, what, timeout = 15_000) {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail(`waited in vain for ${typeof what === "function" ? what() : what}`);
  }
}
