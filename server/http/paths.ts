import type { Config } from '../config.ts';

type Known = Pick<Config, 'publicUrl'>;

/** The path that PUBLIC_URL puts before everything, such as `/help`; empty where we have a host to ourselves. */
export function publicPath({ publicUrl }: Known): string {
  return publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
}

/**
 * The address as routes know it: proxies that keep the path of PUBLIC_URL and those that strip it look the same from here.
 * @param url as it stands in the request: path and query
 */
export function withoutPublicPath(path: string, url: string): string {
  if (!url.startsWith(path)) return url;
  const rest = url.slice(path.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}

/**
 * What addresses in one of our pages begin with: the path of PUBLIC_URL, or where none is set, the way up from the page.
 * So a page works below any path, even when a proxy strips one that nobody told us of.
 * @param url as routes know it
 * @returns with a slash at its end: `/help/`, `./`, `../../`
 */
export function rootFrom(config: Known, url: string): string {
  const path = publicPath(config);
  if (path) return `${path}/`;
  const folders = url.split('?', 1)[0]!.split('/').length - 2;
  return '../'.repeat(folders) || './';
}

/** @param page whose addresses begin with `/` or, as Vite writes them for pages one folder down, with `../` */
export function rooted(page: string, root: string): string {
  return page.replace(/="(?:\/(?!\/)|\.\.\/)/g, `="${root}`);
}
