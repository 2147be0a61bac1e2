/** A language server: findings while somebody types, fixes, reasons and proposals. */

import { fileURLToPath } from "node:url";
import {
  CodeActionKind,
  CompletionItemKind,
  createConnection,
  DiagnosticSeverity,
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

/** Serves on standard input and output until the editor ends it. */
export function serve(): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const checked = new Map<string, { readonly version: number; readonly result: Checked }>();
  const waiting = new Map<string, NodeJS.Timeout>();

  const resultOf = (document: TextDocument): Checked => {
    const known = checked.get(document.uri);
    if (known?.version === document.version) return known.result;
    const result = new Checked(document.uri, document.getText(), open(document));
    checked.set(document.uri, { version: document.version, result });
    return result;
  };
  const open = (than: TextDocument): Record<string, string> => {
    const others = documents.all().filter(({ uri }) => uri !== than.uri && uri.startsWith("file:"));
    return Object.fromEntries(
      others.map((one) => [fileURLToPath(one.uri).replaceAll("\\", "/"), one.getText()]),
    );
  };
  const publish = (document: TextDocument) => {
    const { findings } = resultOf(document);
    const diagnostics = findings.map((finding) => ({
      range: rangeOf(finding),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      source: "azureml-compute",
      message: finding.help === undefined ? finding.message : `${finding.message}; ${finding.help}`,
    }));
    void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
  };

  connection.onInitialize(() => ({
    serverInfo: { name: "azureml-compute", version },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ['"', "'", ":", "=", " "] },
    },
  }));
  documents.onDidChangeContent(({ document }) => {
    clearTimeout(waiting.get(document.uri));
    waiting.set(
      document.uri,
      setTimeout(() => publish(document), PAUSE),
    );
  });
  documents.onDidClose(({ document: { uri } }) => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    checked.delete(uri);
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
