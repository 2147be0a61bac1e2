/** How the form looks now, and what its buttons and keys do. Parts that few need are loaded when they are needed. */

import { html, nothing } from "lit";
import type { Announcer } from "../shared/announcer.js";
import { adopt, fieldPathOf, whenIdle } from "../shared/browser.js";
import { emit } from "../shared/events.js";
import type { Language } from "../shared/language.js";
import { read } from "../shared/pointer.js";
import { icon } from "../shared/render/icons.js";
import type { KindDescription, MapRow } from "../shared/types.js";
import { described, words } from "../shared/words.js";
import type { SizeBrowser } from "../sizes/size-browser.js";
import { NAME_TAKEN } from "./advisor.js";
import type { DraftKeeper } from "./draft-keeper.js";
import type { Filling } from "./filling.js";
import type { FindingView } from "./findings.js";
import { type FormHost, focusOn } from "./form-host.js";
import type { FormModel } from "./form-model.js";
import type { SizeGlance } from "./glance-part.js";
import { Importing } from "./importing.js";
import { Preview } from "./preview.js";
import { type PurposeId, purposeOf, purposesOf } from "./purposes.js";
import { adviceLine } from "./render/advice.js";
import { chooser } from "./render/chooser.js";
import { fieldTemplate } from "./render/fields.js";
import { type Aim, bar, isSafe, summary, verdict } from "./render/findings.js";
import { groupTemplate } from "./render/groups.js";
import type { RunKeeper } from "./run-keeper.js";
import { ATTACH_OR_CREATE } from "./session.js";
import type { Submission } from "./submission.js";
import type { FieldView, FormView, GroupView } from "./view-model.js";

export interface Drawn {
  filling: Filling;
  keeper: RunKeeper;
  submission: Submission;
  language: Language;
  announcer: Announcer;
  submit: () => void;
  drafts: DraftKeeper;
  /** @param undoable whether a person may take it back */
  reset: (undoable: boolean) => void;
  load: (text: string, name?: string) => Promise<unknown>;
}

export class FormDrawing {
  readonly preview: Preview;

  #host: FormHost;
  #of: Drawn;
  #importing: Importing;
  #view: FormView | undefined;
  /** Groups that were opened or closed by hand. */
  #open: Map<string, boolean> = new Map();
  #shownSecrets: Set<string> = new Set();
  /** Reasons that somebody asked for, by the keys of findings. */
  #reasons: Map<string, unknown> = new Map();
  #purpose: PurposeId | undefined;
  /** Loaded once the form stands. */
  #sizes: SizeGlance | undefined;
  /** Loaded once the form stands. */
  #running: typeof import("../run/run-part.js") | undefined;
  /** Loaded when somebody browses. */
  #browser: SizeBrowser | undefined;

  constructor(host: FormHost, of: Drawn) {
    this.#host = host;
    this.#of = of;
    this.preview = new Preview(host, of.filling, of.language, of.announcer);
    this.#importing = new Importing(host, of.language, {
      load: of.load,
      tell: (notice) => this.#tell(notice),
      isRunning: () => of.keeper.run !== undefined,
    });
  }

  get #session() {
    return this.#of.filling.session;
  }

  /** Nothing is folded or shown by hand any more. */
  reset() {
    this.#open.clear();
    this.#shownSecrets.clear();
  }

  async prepareImport() {
    await this.#importing.prepare();
  }

  /** Before they are needed: by then there may be no network. */
  prepare() {
    whenIdle(() => {
      this.#learnSizes().catch(() => undefined); // the form checks and creates without it
      this.prepareRun();
    });
  }

  /** @returns whether what draws a run is there */
  async prepareRun(): Promise<boolean> {
    try {
      this.#running ??= await import("../run/run-part.js");
    } catch {
      return false;
    }
    adopt(this.#host.shadowRoot, this.#running.styles);
    if (this.#of.keeper.run) this.#host.requestUpdate();
    return true;
  }

  /** Before a drawing. */
  update() {
    this.#useSizes();
    this.#view = this.#of.filling.view();
  }

  /** After a drawing. */
  settle() {
    this.#browser?.settle();
  }

  template() {
    const { model } = this.#session;
    const view = this.#view;
    if (!model || !view) return html`<slot name="empty"></slot>`;
    const { run, runs } = this.#of.keeper;
    const host = this.#host;
    const importing = this.#importing;
    return html`
      <form
        class="frame ${importing.dropping ? "dropping" : ""}"
        part="frame"
        novalidate
        @submit=${stay}
        @keydown=${this.#keys}
        @dragover=${importing.over}
        @dragleave=${importing.leave}
        @drop=${importing.drop}
      >
        <div class="main">
          ${run ? this.#running?.runCardTemplate(run, Date.now(), this.#runActions) : this.#formTemplate(model, view)}
          <slot name="footer"></slot>
        </div>
        <aside class="panel" aria-label=${words.review}>${this.#panelTemplate(model, view)}</aside>
        ${importing.target()}
      </form>
      ${(this.#sizes && this.#browser?.template(this.#sizes.book.prices)) ?? nothing}
      ${importing.dialog()}
      ${
        this.#running?.confirmDialog(
          this.#running.removalOf(run, host.kind),
          () => host.client && runs.delete(host.client),
          () => undefined,
        ) ?? nothing
      }
      <div class="unseen" role="status" aria-live="polite">${this.#of.announcer.said}</div>
    `;
  }

  #formTemplate({ description }: FormModel, view: FormView) {
    const { tone, title } = verdict(
      view,
      "short",
      this.#aim(description),
      this.#of.submission.verdict,
    );
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
          ?disabled=${this.#host.readonly}
          aria-keyshortcuts="Control+Enter"
          @click=${() => this.#of.submit()}
        >
          ${{ create: words.create, attach: words.attach, edit: words.save }[this.#aim(description)]}
        </button>
        <button type="button" class="quiet" @click=${() => this.#of.reset(true)}>${words.reset}</button>
        ${this.#steps()}
        ${
          this.#host.readonly
            ? nothing
            : html`<button type="button" class="quiet" aria-haspopup="dialog" @click=${() => this.#openImport()}>
              ${icon("upload")}${words.importOpen}
            </button>`
        }
        <slot name="actions"></slot>
        <button
          type="button"
          class="quiet state ${tone}"
          @click=${() => focusOn(this.#host, ".summary:not(.imported)")}
        >
          ${tone === "plain" ? nothing : icon(tone)}${title}
        </button>
      </div>
    `;
  }

  /** The way back, once there is one. */
  #steps() {
    const { canUndo, canRedo } = this.#session;
    if (this.#host.readonly || !(canUndo || canRedo)) return nothing;
    const button = (direction: "undo" | "redo", able: boolean, keys: string) => html`<button
      type="button"
      class="quiet icon"
      aria-label=${words[direction]}
      title=${words[direction]}
      aria-keyshortcuts=${keys}
      aria-disabled=${able ? "false" : "true"}
      @click=${() => this.#of.filling.step(direction)}
    >${icon(direction)}</button>`;
    return html`${button("undo", canUndo, "Control+Z")}${button("redo", canRedo, "Control+Y")}`;
  }

  #aim({ managed }: KindDescription): Aim {
    if (this.#host.mode === "edit") return "edit";
    return managed === false && !this.#session.createsNew ? "attach" : "create";
  }

  #chooserTemplate() {
    if (this.#host.mode === "edit") return nothing;
    const purposes = purposesOf(this.#of.filling.offered);
    return chooser(purposes, purposeOf(purposes, this.#host.kind, this.#purpose), this.#host.kind, {
      purpose: (id) => {
        this.#purpose = id;
        const kinds = purposes.find((each) => each.id === id)?.kinds ?? [];
        if (!kinds.some(({ kind }) => kind === this.#host.kind))
          this.#host.kind = kinds[0]?.kind ?? this.#host.kind;
        this.#host.requestUpdate();
      },
      kind: (kind) => {
        this.#host.kind = kind;
      },
    });
  }

  #panelTemplate(model: FormModel, view: FormView) {
    const { imported, fresh, trouble } = this.#session;
    const { advisor } = this.#of.filling;
    const { notice, verdict: done } = this.#of.submission;
    const { run } = this.#of.keeper;
    const { client, mode } = this.#host;
    const { fields } = model.description;
    const labelOf = (path: string) => described(model.field(path)?.title ?? path);
    const { state, reason, plan } = advisor;
    const advice = adviceLine(
      { state, reason, connected: client !== undefined, online: navigator.onLine },
      () => advisor.now(),
    );
    const low = this.#isLowPriority(model);
    const aim = this.#aim(model.description);
    return html`
      ${trouble ? bar(words.checkFailed, trouble) : nothing}
      ${notice ? bar(notice, "") : nothing}
      ${
        this.#of.drafts.resumed && !run
          ? html`<div class="bar draft">
            ${icon("info")}
            <div>
              <p>${words.draftBack}</p>
              <button type="button" class="small" @click=${() => this.#of.reset(true)}>${words.reset}</button>
            </div>
          </div>`
          : nothing
      }
      ${imported ? this.#importing.card(imported, this.#findingActions) : nothing}
      ${this.#sizes?.card(fields, model.body, low, mode === "create") ?? nothing}
      ${mode === "edit" && plan && !run ? this.#sizes?.plan(plan, fields) : nothing}
      ${run ? nothing : summary(view, labelOf, this.#findingActions, advice, aim, done)}
      ${this.preview.template(model, fresh)}
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
      this.#session.type(field, text);
      this.#of.filling.typed(field.path);
    },
    rows: ({ field }: FieldView, rows: MapRow[]) => {
      this.#session.setRows(field, rows);
      this.#of.filling.typed(field.path);
    },
    leave: ({ field }: FieldView) => {
      this.#of.language.speak();
      this.#session.leave(field);
      this.#host.requestUpdate();
    },
    toggleSecret: ({ path }: FieldView) => {
      if (!this.#shownSecrets.delete(path)) this.#shownSecrets.add(path);
      this.#host.requestUpdate();
    },
    isRevealed: ({ path }: FieldView) => this.#shownSecrets.has(path),
    browse: (view: FieldView) => this.#browse(view),
    sizeFacts: ({ text }: FieldView) => {
      return this.#sizes?.facts(text) ?? "";
    },
  };

  #findingActions = {
    fix: (finding: FindingView) => this.#fix(finding),
    fixSafe: () => {
      const safe = (this.#view?.findings ?? []).filter(isSafe);
      this.#of.language.speak();
      this.#session.fix(...safe);
      this.#of.announcer.say(words.fixedAll(safe.length));
      this.#of.filling.typed("");
      focusOn(this.#host, ".summary:not(.imported)");
    },
    why: (finding: FindingView) => this.#whyOf(finding),
    go: (path: string) => this.#goTo(path),
    dismiss: () => {
      this.#session.imported = undefined;
      this.#host.requestUpdate();
    },
    accept: () => {
      this.#session.acceptLosses();
      this.#host.requestUpdate();
    },
    answers: {
      [NAME_TAKEN]: {
        title: () => words.openTaken,
        run: () => emit(this.#host, "azureml-open", { name: this.#of.filling.name }),
      },
      [ATTACH_OR_CREATE]: { title: () => words.createNew, run: () => this.#session.createNew() },
    },
  };

  #runActions = {
    stop: () => this.#of.keeper.runs.stop(),
    keepWaiting: () => this.#host.client && this.#of.keeper.runs.keepWaiting(this.#host.client),
    remove: () => this.#openDialog("confirm"),
    edit: () => this.#editAgain(),
    again: () => {
      this.#of.reset(false);
      focusOn(this.#host, "input, select, textarea");
    },
  };

  async #browse({ id, field, text }: FieldView) {
    const { model } = this.#session;
    if (!model) return;
    const [part] = await this.#parts([import("../sizes/size-browser.js"), this.#learnSizes()]);
    if (!part || !this.#sizes) return;
    const { SizeBrowser } = part;
    this.#browser ??= new SizeBrowser(this.#host.shadowRoot ?? this.#host, () =>
      this.#host.requestUpdate(),
    );
    this.#browser.show(this.#sizes.book.rows(this.#isLowPriority(model)), text, (name) => {
      this.#session.type(field, name);
      this.#of.filling.typed(field.path);
      focusOn(this.#host, `#${CSS.escape(id)}`);
    });
  }

  /** Parts that are loaded when they are needed; what could not be loaded is told. */
  async #parts<Part>(parts: [Promise<Part>, Promise<unknown> | undefined]): Promise<[Part] | []> {
    try {
      const [part] = await Promise.all(parts);
      this.#tell("");
      return [part];
    } catch {
      this.#of.language.speak();
      this.#tell(words.partMissing);
      return [];
    }
  }

  async #openImport() {
    const [part] = await this.#parts([this.#importing.prepare(), undefined]);
    if (!part) return;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#openDialog("import");
  }

  #openDialog(name: "import" | "confirm") {
    const dialog = this.#host.renderRoot.querySelector(`dialog.${name}`);
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  }

  /** Why something could not be done, "" for nothing. */
  #tell(notice: string) {
    this.#of.submission.notice = notice;
    this.#host.requestUpdate();
  }

  async #learnSizes() {
    const { SizeGlance, styles } = await import("./glance-part.js");
    if (this.#sizes) return;
    adopt(this.#host.shadowRoot, styles);
    this.#sizes = new SizeGlance();
    this.#useSizes();
    this.#host.requestUpdate();
  }

  #useSizes() {
    const { checker, kind, facts } = this.#host;
    const { place: region, advisor } = this.#of.filling;
    this.#sizes?.book.use({ checker, kind, region, facts, live: advisor.facts });
  }

  /** The button that asks why, and the answer. The form's own questions say it themselves. */
  #whyOf({ key, code }: FindingView) {
    if (!this.#host.checker?.explain || code.startsWith("form/")) return nothing;
    const shown = this.#reasons.get(key);
    return html`<button
        type="button"
        class="small quiet"
        aria-expanded=${shown ? "true" : "false"}
        @click=${() => this.#explain(key, code)}
      >${words.why}</button>${shown ?? nothing}`;
  }

  async #explain(key: string, code: string) {
    const { checker, shadowRoot } = this.#host;
    if (!this.#reasons.delete(key)) {
      const asked = Promise.resolve().then(() => checker?.explain?.(code));
      const [part] = await this.#parts([import("./why-part.js"), asked]);
      const found = part && (await asked);
      if (part && found) {
        adopt(shadowRoot, part.styles);
        this.#reasons.set(key, part.whyTemplate(found));
      }
    }
    this.#host.requestUpdate();
  }

  #fix(finding: FindingView) {
    this.#of.language.speak();
    this.#session.fix(finding);
    this.#of.announcer.say(words.fixApplied(finding.fix?.title ?? ""));
    this.#of.filling.typed(finding.path);
    if (finding.fieldPath !== undefined) this.#goTo(finding.fieldPath);
  }

  #keys = (event: KeyboardEvent) => {
    const mac = event.metaKey && !event.ctrlKey;
    if (!(event.ctrlKey || mac) || event.altKey || this.#of.keeper.run) return;
    const letter = event.key.toLowerCase();
    if ((letter === "z" || letter === "y") && !this.#host.readonly) {
      event.preventDefault();
      this.#of.filling.step(letter === "y" || event.shiftKey ? "redo" : "undo");
      return;
    }
    if (mac) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#of.submit();
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
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const groups = this.#view?.groups ?? [];
    const group = groups.find(({ fields }) => fields.some((field) => field.path === path));
    const field = group?.fields.find((each) => each.path === path);
    if (!group || !field) return;
    if (group.advanced) this.#open.set(group.id, true);
    await focusOn(this.#host, `#${CSS.escape(field.id)}`);
  }

  /** Back to the form with all that was typed, at the field the service named if it named one. */
  #editAgain() {
    const { failure } = this.#of.keeper.run ?? {};
    this.#of.keeper.clear();
    const fields = this.#session.model?.description.fields ?? [];
    const named = failure?.target?.split(/[./]/).at(-1)?.toLowerCase();
    const field = fields.find(({ name }) => name.toLowerCase() === named) ?? fields[0];
    if (field) this.#goTo(field.path);
  }
}

/**
 * Radio buttons stand in a form of their own: Chromium keeps named ones that were in none for as long as the page
 * lives. The form itself is sent nowhere.
 */
function stay(event: Event) {
  event.preventDefault();
}
