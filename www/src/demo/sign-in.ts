/**
 * Signing in with Microsoft's library, which is loaded only when somebody does: the token function that
 * it makes is what a ComputeClient takes as its credential. The answer comes back through redirect.html.
 */

/** An app registration of type "single page". */
export type Application = { clientId: string; tenant: string };

export async function signIn({
  clientId,
  tenant,
}: Application): Promise<
  (
    scopes: string[],
    options?: { claims?: string },
  ) => Promise<{ token: string; expiresOnTimestamp: number }>
> {
  const { InteractionRequiredAuthError, PublicClientApplication } = await import(
    "@azure/msal-browser"
  );
  const application = new PublicClientApplication({
    auth: {
      clientId,
      authority: `https://login.microsoftonline.com/${tenant}`,
      redirectUri: new URL("./redirect.html", location.href).href,
    },
    // A token is worth stealing: it is kept in memory alone. After a reload a person signs in again,
    // which the session at the authority makes a matter of one click.
    cache: { cacheLocation: "memoryStorage" },
  });
  await application.initialize();
  const { account } = await application.loginPopup({
    scopes: ["https://management.azure.com/.default"],
  });
  return async (scopes, { claims } = {}) => {
    const request = { scopes, account, ...(claims && { claims }) };
    const result = await application.acquireTokenSilent(request).catch((error) => {
      if (!(error instanceof InteractionRequiredAuthError)) throw error;
      return application.acquireTokenPopup(request);
    });
    return {
      token: result.accessToken,
      expiresOnTimestamp: result.expiresOn?.getTime() ?? Date.now(),
    };
  };
}
