/**
 * Where the sign-in comes back to, in its own window: hands the answer to the page that waits for it, and
 * closes. This address is what an app registration names as its redirect URI.
 */

import { broadcastResponseToMainFrame } from "@azure/msal-browser/redirect-bridge";

try {
  await broadcastResponseToMainFrame();
} catch (error) {
  // Opened by hand, or with an answer that cannot be read: there is nobody to tell but whoever looks.
  document.body.textContent = error instanceof Error ? error.message : String(error);
}
