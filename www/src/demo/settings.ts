/**
 * Where the page's service is: what the emulator that serves the page says of itself, else the
 * address line (?endpoint=…&subscription=…&group=…&workspace=…). With `client` and `tenant` there, a
 * person signs in.
 */

export interface Settings {
  endpoint: string;
  subscriptionId: string;
  resourceGroup: string;
  workspace: string;
  location?: string | undefined;
  /** Absent: any token will do. */
  application?: { clientId: string; tenant: string } | undefined;
}

const READY_PATH = "/_emulator/ready";

/**
 * @param address the page's own
 * @returns undefined if neither says enough
 */
export async function findSettings(
  address: string,
  fetcher: typeof fetch,
): Promise<Settings | undefined> {
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

async function readySettings(origin: string, fetcher: typeof fetch): Promise<Partial<Settings>> {
  try {
    const answer = await fetcher(READY_PATH);
    if (!answer.ok) return {};
    const { url, subscriptionId, resourceGroup, workspace, location } = await answer.json();
    return { endpoint: url ?? origin, subscriptionId, resourceGroup, workspace, location };
  } catch {
    return {}; // served by something else: the address line decides
  }
}

function complete({
  endpoint,
  subscriptionId,
  resourceGroup,
  workspace,
  location,
}: Partial<Settings>): Settings | undefined {
  if (!endpoint || !subscriptionId || !resourceGroup || !workspace) return undefined;
  return { endpoint, subscriptionId, resourceGroup, workspace, location };
}

function defined(values: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
