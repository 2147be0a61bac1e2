/** A language server: findings while somebody types, fixes, reasons and proposals. */

import { fileURLToPath } from "node:url";
import {
  CodeActionKind,
  CompletionItemKind,
  createConnection,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "../types.js";
import { version } from "../version.js";
import { proposals } from "./complete.js";
import { because, type Change, Checked } from "./document.js";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** Milliseconds without a key before a text is checked. */
const PAUSE = 20;
/** The same before the texts that are open beside it are looked at, of which it may be a part. */
const PAUSE_OF_OTHERS = 150;
/** Files that a text may be made of beside itself. */
const WATCHED = "**/*.{bicep,bicepparam,tf,tf.json,tfvars,json,yml,yaml}";

/** Serves on standard input and output until the editor ends it. */
export function serve(): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const checked = new Map<string, Checked>();
  const published = new Map<string, Checked>();
  const waiting = new Map<string, NodeJS.Timeout>();
  let watches = false;

  const resultOf = (document: TextDocument): Checked => {
    const known = checked.get(document.uri);
    const [text, others] = [document.getText(), open(document)];
    if (known?.isFresh(text, others) === true) return known;
    const result = new Checked(document.uri, text, others);
    checked.set(document.uri, result);
    return result;
  };
  const open = (than: TextDocument): Record<string, string> => {
    const others = documents.all().filter(({ uri }) => uri !== than.uri && uri.startsWith("file:"));
    return Object.fromEntries(
      others.map((one) => [fileURLToPath(one.uri).replaceAll("\\", "/"), one.getText()]),
    );
  };
  const publish = (document: TextDocument, always: boolean) => {
    const result = resultOf(document);
    if (!always && published.get(document.uri) === result) return;
    published.set(document.uri, result);
    const { findings } = result;
    const diagnostics = findings.map((finding) => ({
      range: rangeOf(finding),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      source: "azureml-compute",
      message: finding.help === undefined ? finding.message : `${finding.message}; ${finding.help}`,
    }));
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  };

  const soon = (document: TextDocument, pause: number, always: boolean) => {
    // What was changed itself is not put off by a change elsewhere.
    if (!always && waiting.has(document.uri)) return;
    clearTimeout(waiting.get(document.uri));
    const timer = setTimeout(() => {
      waiting.delete(document.uri);
      publish(document, always);
    }, pause);
    waiting.set(document.uri, timer);
  };
  /** Looks again at everything that is open: a file that it is made of may be another one now. */
  const others = (than?: TextDocument) => {
    for (const document of documents.all()) {
      if (document.uri !== than?.uri) soon(document, PAUSE_OF_OTHERS, false);
    }
  };

  connection.onInitialize(({ capabilities }) => {
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return {
      serverInfo: { name: "azureml-compute", version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['"', "'", ":", "=", " "] },
      },
    };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    const watchers = [{ globPattern: WATCHED }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(() => others());
  documents.onDidSave(() => others());
  documents.onDidChangeContent(({ document }) => {
    soon(document, PAUSE, true);
    others(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    checked.delete(uri);
    published.delete(uri);
    others();
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.onCodeAction(({ textDocument: { uri }, range, context }) => {
    const document = documents.get(uri);
    if (document === undefined) return [];
    const result = resultOf(document);
    const edit = (change: Change) => ({ changes: { [uri]: [editOf(document, change)] } });
    const wants = (kind: string) =>
      context.only === undefined || context.only.some((one) => kind.startsWith(one));
    const fixes = wants(CodeActionKind.QuickFix) ? result.findings.filter((one) => touches(one, range)) : [];
    const quick = fixes.flatMap((finding) => {
      const change = result.change(finding);
      if (change === undefined || finding.fix === undefined) return [];
      const { title, applicability } = finding.fix;
      const isPreferred = applicability === "safe";
      return [{ title, kind: CodeActionKind.QuickFix, isPreferred, edit: edit(change) }];
    });
    const all = wants(CodeActionKind.SourceFixAll) ? result.changeAll() : undefined;
    const title = "Apply all safe fixes of azureml-compute";
    return [
      ...quick,
      ...(all === undefined ? [] : [{ title, kind: CodeActionKind.SourceFixAll, edit: edit(all) }]),
    ];
  });
  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return null;
    const [finding, ...others] = resultOf(document).at(document.offsetAt(position));
    if (finding === undefined) return null;
    const value = [finding, ...others].map(because).join("\n\n---\n\n");
    return { contents: { kind: "markdown", value }, range: rangeOf(finding) };
  });
  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
    const found = proposals(line);
    if (found === undefined) return [];
    const start = { line: position.line, character: position.character - found.typed.length };
    return found.all.map(({ label, detail }) => ({
      label,
      detail,
      kind: CompletionItemKind.EnumMember,
      textEdit: { range: { start, end: position }, newText: label },
    }));
  });
  documents.listen(connection);
  connection.listen();
}

/** Lines and columns from 0. */
function rangeOf({ range }: Diagnostic): Range {
  const place = (at: { line: number; column: number } | undefined) => ({
    line: (at?.line ?? 1) - 1,
    character: (at?.column ?? 1) - 1,
  });
  return { start: place(range?.start), end: place(range?.end) };
}

function touches(finding: Diagnostic, { start, end }: Range): boolean {
  const own = rangeOf(finding);
  const before = (a: Range["start"], b: Range["start"]) =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return !before(own.end, start) && !before(end, own.start);
}

function editOf(document: TextDocument, { from, to, text }: Change): TextEdit {
  return { range: { start: document.positionAt(from), end: document.positionAt(to) }, newText: text };
}
