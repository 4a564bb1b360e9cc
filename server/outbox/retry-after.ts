/** What a Retry-After header asks for: seconds, or a date (RFC 9110 section 10.2.3). @returns ms from `at`; null: nothing that can be read */
export function readRetryAfter(header: string | undefined, at: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - at;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
