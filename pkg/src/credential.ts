/** Tokens: a credential of `@azure/core-auth`, or a function, as the module wants it. */
import { AuthError } from "./errors.js";
import type { GlueToken } from "./glue.js";
import type { AccessToken, TokenCredential, TokenFunction } from "./types.js";

/** The function that the module calls when it needs a token. */
export function tokenSource(credential: TokenCredential | TokenFunction | undefined): GlueToken {
  const fetchToken = asFunction(credential);
  return async (scopes, { claims, signal }) => {
    const passed = {
      ...(claims === undefined ? {} : { claims }),
      ...(signal === undefined ? {} : { signal }),
    };
    const answer = (await fetchToken(scopes, passed)) as AccessToken | null | undefined;
    if (typeof answer?.token !== "string" || answer.token === "") {
      throw new AuthError({
        message: "the credential returned no token",
        code: "CREDENTIAL_UNAVAILABLE",
        help: "sign in first, or check the scopes that the credential may ask for",
      });
    }
    const { token, expiresOnTimestamp, refreshAfterTimestamp } = answer;
    return { token, expiresOnTimestamp, refreshAfterTimestamp };
  };
}

function asFunction(credential: TokenCredential | TokenFunction | undefined): TokenFunction {
  if (typeof credential === "function") return credential;
  if (typeof credential === "object" && credential !== null && typeof credential.getToken === "function") {
    return (scopes, { claims, signal }) =>
      credential.getToken(scopes, {
        enableCae: true,
        ...(claims === undefined ? {} : { claims }),
        ...(signal === undefined ? {} : { abortSignal: signal }),
      }) as Promise<AccessToken>;
  }
  throw new TypeError(
    "`credential` must be an object with getToken (as in @azure/identity) or a function that fetches a token",
  );
}
