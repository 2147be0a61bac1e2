/** Answers of the gate itself: RFC 9457, with the member that clients of the management API look for. */

/** Bytes for the findings. With what is said of them once more, and the frame, an answer stays below 64 KB. */
const FINDINGS = 40 * 1024;
/** Characters of one text in an answer. */
const LONGEST_TEXT = 500;

/**
 * @param {number} status
 * @param {string} title
 * @param {string} detail
 * @param {object} [more]
 * @param {string} [code] what the service would say as well
 */
export function problem(status, title, detail, more, code = "RefusedByGate") {
  const error = { code, message: `${title}: ${detail}` };
  return new Response(JSON.stringify({ type: "about:blank", title, status, detail, error, ...more }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/**
 * The answer to a compute with errors; findings never show a secret.
 *
 * @param {import("azureml-compute").Report} report
 */
export function refusal({ kind, counts, diagnostics }) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const others = diagnostics.filter(({ severity }) => severity !== "error");
  const findings = fitting([...errors, ...others].map(short), FINDINGS);
  const omitted = counts.error + counts.warning + counts.info - findings.length;
  const details = fitting(
    errors.map(({ code, path, message }) => ({ code, target: cut(path), message: cut(message) })),
    FINDINGS / 5,
  );
  const said = fitting(
    errors.map(({ path, message }) => `${cut(path) || "/"}: ${cut(message)}`),
    FINDINGS / 16,
  );
  const detail = said.join("; ") + (said.length < counts.error ? `; ${counts.error - said.length} more` : "");
  const error = { code: "ComputeRefused", message: detail, details };
  return problem(422, "the compute was refused", detail, {
    kind,
    counts,
    findings,
    ...(omitted > 0 && { omitted }),
    error,
  });
}

/** A finding without what could be long. */
function short(finding) {
  if (bytes(finding) <= 2048) return finding;
  const { code, severity, path, message, help, range } = finding;
  return { code, severity, path: cut(path), message: cut(message), ...(help && { help: cut(help) }), range };
}

/** As many of the first ones as there is room for. */
function fitting(items, room) {
  let left = room;
  const end = items.findIndex((item) => {
    left -= bytes(item) + 1;
    return left < 0;
  });
  return end < 0 ? items : items.slice(0, end);
}

function bytes(value) {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** @param {string} text */
export function cut(text, most = LONGEST_TEXT) {
  // Half of a surrogate pair at the end would be no text.
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
