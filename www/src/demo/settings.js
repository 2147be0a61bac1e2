/**
 * Where the page's service is: what the emulator that serves the page says of itself, else the
 * address line (?endpoint=…&subscription=…&group=…&workspace=…). With `client` and `tenant` there, a
 * person signs in.
 */

/**
 * @typedef {object} Settings
 * @property {string} endpoint
 * @property {string} subscriptionId
 * @property {string} resourceGroup
 * @property {string} workspace
 * @property {string} [location]
 * @property {{ clientId: string, tenant: string }} [application] absent: any token will do
 */

const READY_PATH = "/_emulator/ready";

/**
 * @param {string} address the page's own
 * @param {typeof fetch} fetcher
 * @returns {Promise<Settings | undefined>} undefined if neither says enough
 */
export async function findSettings(address, fetcher) {
  const { origin, searchParams } = new URL(address);
  const asked = {
    endpoint: searchParams.get("endpoint") ?? undefined,
    subscriptionId: searchParams.get("subscription") ?? undefined,
    resourceGroup: searchParams.get("group") ?? undefined,
    workspace: searchParams.get("workspace") ?? undefined,
    location: searchParams.get("location") ?? undefined,
  };
  const said = asked.endpoint ? {} : await readySettings(origin, fetcher);
  const settings = complete({ ...said, ...defined(asked) });
  const [clientId, tenant] = [searchParams.get("client"), searchParams.get("tenant")];
  return settings && clientId && tenant
    ? { ...settings, application: { clientId, tenant } }
    : settings;
}

/**
 * @param {string} origin
 * @param {typeof fetch} fetcher
 * @returns {Promise<Partial<Settings>>}
 */
async function readySettings(origin, fetcher) {
  try {
    const answer = await fetcher(READY_PATH);
    if (!answer.ok) return {};
    const { url, subscriptionId, resourceGroup, workspace, location } = await answer.json();
    return { endpoint: url ?? origin, subscriptionId, resourceGroup, workspace, location };
  } catch {
    return {}; // served by something else: the address line decides
  }
}

/**
 * @param {Partial<Settings>} settings
 * @returns {Settings | undefined}
 */
function complete({ endpoint, subscriptionId, resourceGroup, workspace, location }) {
  if (!endpoint || !subscriptionId || !resourceGroup || !workspace) return undefined;
  return { endpoint, subscriptionId, resourceGroup, workspace, location };
}

/**
 * @param {Record<string, string | undefined>} values
 */
function defined(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
