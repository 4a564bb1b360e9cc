/**
 * What every answer tells browsers not to do. They are for answers that are no page: pages set a policy of their own, and so
 * does what foreign pages may load. Left out is `strict-transport-security`: whether a name is only ever served over TLS is
 * for its owner to say, in the proxy that takes TLS off.
 */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  // Not no-referrer: with that, browsers say `Origin: null` on form posts, and nobody could tell our own page from any other.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  // The filters of old browsers could be turned against a page.
  'x-xss-protection': '0',
} as const;
