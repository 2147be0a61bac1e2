/** The settings out of environment variables, or the bindings of a worker. */

/** @param {Record<string, string | undefined>} environment */
export function settingsOf({ UPSTREAM = "https://management.azure.com", GUARDRAILS }) {
  return { upstream: UPSTREAM, ...(GUARDRAILS && { guardrails: JSON.parse(GUARDRAILS) }) };
}
