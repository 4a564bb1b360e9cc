/** Where this page and everything of its server lives. The server writes it into the page (server/http/paths.ts). */
const { root, publicUrl } = globalThis.document?.documentElement.dataset ?? {};

/** The path before all of Deskbell's own, with a slash at its end: `/`, or `/help/` where PUBLIC_URL has a path. */
export const ROOT = root === undefined ? '/' : new URL(root, location.href).pathname;

/** @returns the address that others know a path by: what PUBLIC_URL says, else where this page was opened. */
export function publicAddress(path: string): string {
  return `${publicUrl || location.origin + ROOT.slice(0, -1)}/${path}`;
}
