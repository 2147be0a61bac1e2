/**
 * `<azureml-compute-form>`: creates, attaches or edits one compute target. Drawn from `describe(kind)`;
 * checks by the injected checker; creates through the injected client. The class only, no registration.
 * Must not know any kind, nor which entry of azureml-compute was loaded.
 */

import { html, nothing } from "lit";
import { adopt, download, fieldPathOf, readFile, whenIdle } from "../shared/browser.js";
import { read } from "../shared/pointer.js";
import { icon } from "../shared/render/icons.js";
import { buttons } from "../shared/styles/buttons.js";
import { tokens } from "../shared/styles/tokens.js";
import type { KindDescription, MapRow } from "../shared/types.js";
import { described, words } from "../shared/words.js";
import type { SizeBrowser } from "../sizes/size-browser.js";
import { NAME_TAKEN } from "./advisor.js";
import type { FindingView } from "./findings.js";
import { FormHost } from "./form-host.js";
import type { FormModel } from "./form-model.js";
import type { FormatId } from "./formats.js";
import { FORMATS, formatsOf, textIn } from "./formats.js";
import type { SizeGlance } from "./glance-part.js";
import type { PurposeId } from "./purposes.js";
import { purposeOf, purposesOf } from "./purposes.js";
import { adviceLine, planCard } from "./render/advice.js";
import { chooser } from "./render/chooser.js";
import { fieldTemplate } from "./render/fields.js";
import type { Aim } from "./render/findings.js";
import { bar, summary, verdict } from "./render/findings.js";
import { groupTemplate } from "./render/groups.js";
import { review } from "./render/review.js";
import { ATTACH_OR_CREATE } from "./session.js";
import { controls } from "./styles/controls.js";
import { frame } from "./styles/form.js";
import { panel } from "./styles/panel.js";
import type { FieldView, FormView, GroupView } from "./view-model.js";

const COPIED_MS = 2_000;
const IMPORT_LIMIT = 10_000_000;

/**
 * @fires azureml-input - something was typed; detail { path, value }
 * @fires azureml-report - a new report; detail { report }
 * @fires azureml-submit - cancelable, before anything is sent; detail { kind, name, body }
 * @fires azureml-progress - detail { name, progress }
 * @fires azureml-created - detail { name, resource }
 * @fires azureml-failed - detail { name, error }
 * @fires azureml-open - somebody wants to edit the compute whose name is taken; detail { name }
 * @slot actions - further buttons beside Create
 * @slot footer - below the form
 * @slot empty - shown while there is no checker
 * @csspart frame - the whole
 * @csspart chooser - the question what a person wants to do
 * @csspart group - one group of fields
 * @csspart field - one field with its label and findings
 * @csspart control - the input, select or textarea of a field
 * @csspart actions - the bar with the Create button
 * @csspart glance - cost and quota
 * @csspart summary - the findings as a list
 * @csspart preview - the configuration as text
 * @csspart run - the card that follows an operation
 * @csspart dialog - each dialog
 * @cssprop --azureml-color-text - texts; also -text-2 and -text-3 for quieter ones
 * @cssprop --azureml-color-surface - cards and fields; also -surface-2 for what lies behind
 * @cssprop --azureml-color-line - borders; also -line-2 for quieter ones
 * @cssprop --azureml-color-brand - the main button
 * @cssprop --azureml-color-on-brand - text on it
 * @cssprop --azureml-color-link - links and icons
 * @cssprop --azureml-radius - rounding of cards
 * @cssprop --azureml-sticky-top - where the panel stays when the page scrolls
 * @tagname azureml-compute-form
 */
export class AzuremlComputeForm extends FormHost {
  static override styles = [tokens, buttons, controls, frame, panel];

  #view: FormView | undefined;
  /** Groups that were opened or closed by hand. */
  #open: Map<string, boolean> = new Map();
  #shownSecrets: Set<string> = new Set();
  #copied = false;
  #purpose: PurposeId | undefined;
  #format: FormatId = "arm";
  #dropping = false;
  /** Loaded once the form stands. */
  #sizes: SizeGlance | undefined;
  /** Loaded when something is imported. */
  #importing: typeof import("./render/import-dialog.js") | undefined;
  /** Loaded once the form stands. */
  #running: typeof import("../run/run-part.js") | undefined;
  /** Loaded when somebody browses. */
  #browser: SizeBrowser | undefined;

  override reset() {
    this.#open.clear();
    this.#shownSecrets.clear();
    super.reset();
  }

  /** @param name of the file it came from */
  override async load(text: string, name?: string) {
    this.#importing ??= await import("./render/import-dialog.js");
    return super.load(text, name);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    super.willUpdate(changed);
    const { checker, kind, facts } = this;
    const region = this.place();
    this.#sizes?.use({ checker, kind, region, facts, live: this.advisor.facts });
    this.#view = this.view();
  }

  override firstUpdated() {
    // Before they are needed: by then there may be no network.
    whenIdle(() => {
      this.#learnSizes().catch(() => undefined); // the form checks and creates without it
      this.prepareRun();
    });
  }

  async #learnSizes() {
    const { SizeGlance, styles } = await import("./glance-part.js");
    if (this.#sizes) return;
    adopt(this.shadowRoot, styles);
    this.#sizes = new SizeGlance();
    const { checker, kind, facts } = this;
    this.#sizes.use({ checker, kind, region: this.place(), facts, live: this.advisor.facts });
    this.requestUpdate();
  }

  /** @returns whether what draws a run is there */
  protected override async prepareRun(): Promise<boolean> {
    try {
      this.#running ??= await import("../run/run-part.js");
    } catch {
      return false;
    }
    adopt(this.shadowRoot, this.#running.styles);
    if (this.runs.run) this.requestUpdate();
    return true;
  }

  override updated() {
    this.#browser?.settle();
  }

  override render() {
    const { model } = this.session;
    const view = this.#view;
    if (!model || !view) return html`<slot name="empty"></slot>`;
    const { run } = this.runs;
    return html`
      <div
        class="frame ${this.#dropping ? "dropping" : ""}"
        part="frame"
        @keydown=${this.#keys}
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
      >
        <div class="main">
          ${run ? this.#running?.runCardTemplate(run, Date.now(), this.#runActions) : this.#formTemplate(model, view)}
          <slot name="footer"></slot>
        </div>
        <aside class="panel" aria-label=${words.review}>${this.#panelTemplate(model, view)}</aside>
        ${this.#dropping ? html`<div class="drop">${icon("upload")}${words.importDrop}</div>` : nothing}
      </div>
      ${(this.#sizes && this.#browser?.template(this.#sizes.prices)) ?? nothing}
      ${
        this.#importing?.importDialog({
          apply: (text) => this.load(text),
          file: (file) => this.#loadFile(file),
        }) ?? nothing
      }
      ${
        this.#running?.confirmDialog(
          this.#running.removalOf(run, this.kind),
          () => this.client && this.runs.delete(this.client),
          () => undefined,
        ) ?? nothing
      }
      <div class="unseen" role="status" aria-live="polite">${this.said}</div>
    `;
  }

  #formTemplate({ description }: FormModel, view: FormView) {
    const { tone, title } = verdict(view, "short", this.#aim(description), this.verdictOfPlan());
    return html`
      ${this.#chooserTemplate()}
      ${view.groups.map((group) =>
        groupTemplate(
          group,
          { open: this.#isOpen(group) },
          (open) => this.#open.set(group.id, open),
          (field) => fieldTemplate(field, this.#fieldActions, this.#findingActions),
        ),
      )}
      <div class="actions" part="actions">
        <button
          type="button"
          class="primary"
          ?disabled=${this.readonly}
          aria-keyshortcuts="Control+Enter"
          @click=${() => this.submit()}
        >
          ${{ create: words.create, attach: words.attach, edit: words.save }[this.#aim(description)]}
        </button>
        <button type="button" class="quiet" @click=${() => this.reset()}>${words.reset}</button>
        ${
          this.readonly
            ? nothing
            : html`<button type="button" class="quiet" aria-haspopup="dialog" @click=${() => this.#openImport()}>
              ${icon("upload")}${words.importOpen}
            </button>`
        }
        <slot name="actions"></slot>
        <button
          type="button"
          class="quiet state ${tone}"
          @click=${() => this.focusOn(".summary:not(.imported)")}
        >
          ${tone === "plain" ? nothing : icon(tone)}${title}
        </button>
      </div>
    `;
  }

  #aim({ managed }: KindDescription): Aim {
    if (this.mode === "edit") return "edit";
    return managed === false && !this.session.createsNew ? "attach" : "create";
  }

  #chooserTemplate() {
    if (this.mode === "edit") return nothing;
    const purposes = purposesOf(this.offered());
    return chooser(purposes, purposeOf(purposes, this.kind, this.#purpose), this.kind, {
      purpose: (id) => {
        this.#purpose = id;
        const kinds = purposes.find((each) => each.id === id)?.kinds ?? [];
        if (!kinds.some(({ kind }) => kind === this.kind)) this.kind = kinds[0]?.kind ?? this.kind;
        this.requestUpdate();
      },
      kind: (kind) => {
        this.kind = kind;
      },
    });
  }

  #panelTemplate(model: FormModel, view: FormView) {
    const { imported, fresh, trouble } = this.session;
    const { run } = this.runs;
    const { fields } = model.description;
    const labelOf = (path: string) => described(model.field(path)?.title ?? path);
    const low = this.#isLowPriority(model);
    const { state, reason, plan } = this.advisor;
    const advice = adviceLine(
      { state, reason, connected: this.client !== undefined, online: navigator.onLine },
      () => this.advisor.now(),
    );
    const formats = formatsOf(this.checker);
    const format = formats.includes(this.#format) ? this.#format : "arm";
    return html`
      ${trouble ? bar(words.checkFailed, trouble) : nothing}
      ${this.notice ? bar(this.notice, "") : nothing}
      ${(imported && this.#importing?.importedCard(imported, this.#findingActions)) ?? nothing}
      ${this.#sizes?.card(fields, model.body, low, this.mode === "create") ?? nothing}
      ${this.mode === "edit" && plan && !run ? planCard(plan, fields) : nothing}
      ${run ? nothing : summary(view, labelOf, this.#findingActions, advice, this.#aim(model.description), this.verdictOfPlan())}
      ${review(
        {
          formats,
          format,
          body: model.masked(),
          text: () => textIn(this.checker, model.complete(), format),
          fresh,
          copied: this.#copied,
          hasSecrets: model.hasSecrets,
        },
        {
          copy: () => this.#copy(format),
          download: () => this.#download(format),
          show: (chosen) => {
            this.#format = chosen;
            this.requestUpdate();
          },
        },
      )}
    `;
  }

  #isLowPriority({ description, body }: FormModel) {
    const field = description.fields.find(({ name }) => name === "vmPriority");
    return field !== undefined && /^lowpriority$/i.test(String(read(body, field.path) ?? ""));
  }

  /** @param group opened by a finding, unless somebody decided otherwise */
  #isOpen({ id, findings }: GroupView) {
    return this.#open.get(id) ?? findings.some(({ severity }) => severity !== "info");
  }

  #fieldActions = {
    type: ({ field }: FieldView, text: string) => {
      this.session.type(field, text);
      this.typed(field.path);
    },
    rows: ({ field }: FieldView, rows: MapRow[]) => {
      this.session.setRows(field, rows);
      this.typed(field.path);
    },
    leave: ({ field }: FieldView) => {
      this.speak();
      this.session.leave(field);
      this.requestUpdate();
    },
    toggleSecret: ({ path }: FieldView) => {
      if (!this.#shownSecrets.delete(path)) this.#shownSecrets.add(path);
      this.requestUpdate();
    },
    isRevealed: ({ path }: FieldView) => this.#shownSecrets.has(path),
    browse: (view: FieldView) => this.#browse(view),
    sizeFacts: ({ text }: FieldView) => {
      return this.#sizes?.facts(text) ?? "";
    },
  };

  #findingActions = {
    fix: (finding: FindingView) => this.#fix(finding),
    go: (path: string) => this.#goTo(path),
    dismiss: () => {
      this.session.imported = undefined;
      this.requestUpdate();
    },
    accept: () => {
      this.session.acceptLosses();
      this.requestUpdate();
    },
    answers: {
      [NAME_TAKEN]: { title: () => words.openTaken, run: () => this.openTaken() },
      [ATTACH_OR_CREATE]: { title: () => words.createNew, run: () => this.session.createNew() },
    },
  };

  #runActions = {
    stop: () => this.runs.stop(),
    keepWaiting: () => this.client && this.runs.keepWaiting(this.client),
    remove: () => this.#openDialog("confirm"),
    edit: () => this.#editAgain(),
    again: () => {
      this.reset();
      this.focusOn("input, select, textarea");
    },
  };

  async #browse({ id, field, text }: FieldView) {
    const { model } = this.session;
    if (!model) return;
    const [part] = await this.#parts([import("../sizes/size-browser.js"), this.#learnSizes()]);
    if (!part || !this.#sizes) return;
    const { SizeBrowser } = part;
    this.#browser ??= new SizeBrowser(this.shadowRoot ?? this, () => this.requestUpdate());
    this.#browser.show(this.#sizes.rows(this.#isLowPriority(model)), text, (name) => {
      this.session.type(field, name);
      this.typed(field.path);
      this.focusOn(`#${CSS.escape(id)}`);
    });
  }

  /** Parts that are loaded when they are needed; what could not be loaded is told. */
  async #parts<Part>(parts: [Promise<Part>, Promise<unknown> | undefined]): Promise<[Part] | []> {
    try {
      const [part] = await Promise.all(parts);
      this.notice = "";
      return [part];
    } catch {
      this.speak();
      this.notice = words.partMissing;
      this.requestUpdate();
      return [];
    }
  }

  async #openImport() {
    const [part] = await this.#parts([import("./render/import-dialog.js"), undefined]);
    if (!part) return;
    this.#importing = part;
    this.requestUpdate();
    await this.updateComplete;
    this.#openDialog("import");
  }

  #openDialog(name: "import" | "confirm") {
    const dialog = this.renderRoot.querySelector(`dialog.${name}`);
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  }

  #fix(finding: FindingView) {
    this.speak();
    this.session.fix(finding);
    this.announce(words.fixApplied(finding.fix?.title ?? ""));
    this.typed(finding.path);
    if (finding.fieldPath !== undefined) this.#goTo(finding.fieldPath);
  }

  #keys = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || this.runs.run) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.submit();
    } else if (event.key === ".") {
      const path = fieldPathOf(event);
      const findings = this.#view?.findings ?? [];
      const finding = findings.find(({ fix, fieldPath }) => fix && fieldPath === path);
      if (finding) {
        event.preventDefault();
        this.#fix(finding);
      }
    }
  };

  async #goTo(path: string) {
    this.requestUpdate();
    await this.updateComplete;
    const groups = this.#view?.groups ?? [];
    const group = groups.find(({ fields }) => fields.some((field) => field.path === path));
    const field = group?.fields.find((each) => each.path === path);
    if (!group || !field) return;
    if (group.advanced) this.#open.set(group.id, true);
    await this.focusOn(`#${CSS.escape(field.id)}`);
  }

  /** Back to the form with all that was typed, at the field the service named if it named one. */
  #editAgain() {
    const { failure } = this.runs.run ?? {};
    this.clearRun();
    const fields = this.session.model?.description.fields ?? [];
    const named = failure?.target?.split(/[./]/).at(-1)?.toLowerCase();
    const field = fields.find(({ name }) => name.toLowerCase() === named) ?? fields[0];
    if (field) this.#goTo(field.path);
  }

  #dragOver = (event: DragEvent) => {
    const files = event.dataTransfer?.types.includes("Files");
    if (!files || this.readonly || this.runs.run) return;
    event.preventDefault();
    if (!this.#dropping) this.#setDropping(true);
  };

  #dragLeave = (event: DragEvent) => {
    const to = event.relatedTarget;
    const inside = to instanceof Node && this.renderRoot.contains(to);
    if (!inside) this.#setDropping(false);
  };

  #drop = (event: DragEvent) => {
    this.#setDropping(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || this.readonly || this.runs.run) return;
    event.preventDefault();
    this.#loadFile(file);
  };

  #setDropping(dropping: boolean) {
    this.#dropping = dropping;
    this.requestUpdate();
  }

  async #loadFile(file: File) {
    this.speak();
    this.notice = file.size > IMPORT_LIMIT ? words.importTooBig : "";
    this.requestUpdate();
    if (this.notice === "") await this.load(await readFile(file), file.name);
  }

  #download(format: FormatId) {
    const { extension, type } = FORMATS[format];
    download(`${this.name || "compute"}.${extension}`, this.export(format), type);
  }

  async #copy(format: FormatId) {
    try {
      await navigator.clipboard.writeText(this.export(format));
    } catch {
      this.speak();
      this.announce(words.copyFailed); // no permission, or a page that is not served securely
      return;
    }
    this.#showCopied(true);
    setTimeout(() => this.#showCopied(false), COPIED_MS);
  }

  #showCopied(copied: boolean) {
    this.#copied = copied;
    this.requestUpdate();
  }
}
