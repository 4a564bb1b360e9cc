/** A short name of a page: its path, or its host where it is the first one. Empty for what is no web address. */
export function pathOfUrl(url: string): string {
  try {
    const { protocol, pathname, host } = new URL(url);
    if (!/^https?:$/.test(protocol)) return '';
    return pathname === '/' ? host : pathname;
  } catch {
    return ''; // Visitors' pages send what they like.
  }
}

/** Empty for what is no web address. */
export function hostOfUrl(url: string): string {
  return pathOfUrl(url) && new URL(url).host;
}
