/** Whether a page's Content-Security-Policy lets the widget in (CSP 3, section 6.7.2). Pure. */

export interface Wanted {
  /** The launcher, as the page's tag names it. */
  script: URL;
  /** Of the tag; empty: none. */
  nonce: string;
  /** The page itself, which `'self'` means. */
  page: URL;
}

/** What would have to be added, and where. */
export interface Blocked {
  directive: 'script-src' | 'connect-src';
  source: string;
}

const SCRIPTS = ['script-src-elem', 'script-src', 'default-src'];
const CONNECTIONS = ['connect-src', 'default-src'];

/** @param policies each as its header or meta element says it; all of them have to allow it. Null: they do */
export function blockedBy(policies: readonly string[], { script, nonce, page }: Wanted): Blocked | null {
  const source = script.origin;
  for (const policy of policies.flatMap(each => each.split(','))) {
    const directives = directivesOf(policy);
    const scripts = sourcesOf(directives, SCRIPTS);
    if (scripts && !allowsScript(scripts, { script, nonce, page })) return { directive: 'script-src', source };
    const connections = sourcesOf(directives, CONNECTIONS);
    // Sockets go the same way by HTTP where they are stopped.
    const api = new URL('v1/', script);
    if (connections && !connections.some(each => matches(each, api, page))) {
      return { directive: 'connect-src', source };
    }
  }
  return null;
}

/** The first of a name counts. */
function directivesOf(policy: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function sourcesOf(directives: Map<string, string[]>, names: readonly string[]): string[] | undefined {
  const name = names.find(each => directives.has(each));
  return name === undefined ? undefined : directives.get(name);
}

function allowsScript(sources: readonly string[], { script, nonce, page }: Wanted): boolean {
  if (nonce && sources.includes(`'nonce-${nonce}'`)) return true;
  // A script that another one added, which is trusted: whether it is, nobody sees from here.
  if (sources.includes("'strict-dynamic'")) return false;
  return sources.some(each => matches(each, script, page));
}

/** A scheme alone, or a host with what may stand around it. */
const SOURCE = /^(?:([a-z][a-z0-9+.-]*):(?:\/\/|$))?([^:/]*)(?::(\d+|\*))?(\/.*)?$/i;
const PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

function matches(source: string, { protocol, hostname, port, pathname, origin }: URL, page: URL): boolean {
  if (source === '*') return true;
  if (source.toLowerCase() === "'self'") return origin === page.origin;
  if (source.startsWith("'")) return false;
  const [, scheme, host, at, path] = SOURCE.exec(source) ?? [];
  if (scheme && !isScheme(scheme.toLowerCase(), protocol)) return false;
  if (!host) return scheme !== undefined;
  if (!scheme && page.protocol === 'https:' && protocol !== 'https:') return false;
  const name = host.toLowerCase();
  const isHost = name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : name === hostname;
  const isPort = at === '*' || (at ?? PORTS[protocol]) === (port || PORTS[protocol]);
  const isPath = !path || (path.endsWith('/') ? pathname.startsWith(path) : path === pathname);
  return isHost && isPort && isPath;
}

/** A plain one allows its encrypted one, too. */
function isScheme(scheme: string, protocol: string): boolean {
  return `${scheme}:` === protocol || (scheme === 'http' && protocol === 'https:');
}
