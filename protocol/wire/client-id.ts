/**
 * Makes an id for one thing that is sent, so that the store can tell a repeat (SPEC ST2): the time, so that the server's
 * index of ids grows at one place, then 128 random bits. `crypto.randomUUID` is missing on plain http, which is how a
 * first try on a LAN runs.
 * @returns some 40 characters of 0-9 and a-z
 */
export function newClientId(): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0'));
  return Date.now().toString(36) + random.join('');
}
