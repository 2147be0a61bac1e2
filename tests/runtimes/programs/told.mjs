/** For pages: leaves what came out where a test can read it, and takes from the address what it works on. */
export const place = JSON.parse(new URL(location.href).searchParams.get("place") ?? "{}");

/** Where a policy asks for it, an address of a script has to be vouched for. */
export function scriptUrl(url) {
  const { trustedTypes } = globalThis;
  return trustedTypes?.createPolicy("page", { createScriptURL: (text) => text }).createScriptURL(url) ?? url;
}

export async function tell(outcome) {
  try {
    globalThis.told = JSON.stringify(await outcome);
  } catch (error) {
    globalThis.told = JSON.stringify({ error: `${error?.stack ?? error}` });
  }
}
