/** Answers of the gate itself: RFC 9457, with the member that clients of the management API look for. */

/**
 * @param {number} status
 * @param {string} title
 * @param {string} detail
 * @param {object} [more]
 */
export function problem(status, title, detail, more) {
  const error = { code: "RefusedByGate", message: `${title}: ${detail}` };
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
  const detail = errors.map(({ path, message }) => `${path || "/"}: ${message}`).join("; ");
  const details = errors.map(({ code, path, message }) => ({ code, target: path, message }));
  const error = { code: "ComputeRefused", message: detail, details };
  return problem(422, "the compute was refused", detail, { kind, counts, findings: diagnostics, error });
}
