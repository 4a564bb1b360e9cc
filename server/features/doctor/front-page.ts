/** What is read of a site's own page: our tag in it, and the policy that stands in it. Pure. */

/** A script element that brings the widget. */
export interface FoundTag {
  src: string;
  nonce: string;
}

const ELEMENTS = /<(script|meta)(\s[^<>]*)>/gi;
// A name without a value is taken too, so that no text is gone through twice.
const ATTRIBUTES = /([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/g;
const ENTITIES: Record<string, string> = { quot: '"', apos: "'", '#39': "'", '#x27': "'", amp: '&' };

/** The tag of the site with this key; null: there is none. */
export function tagIn(html: string, key: string): FoundTag | null {
  const tag = elementsOf(html, 'script').find(each => each.get('data-site') === key && each.get('src'));
  return tag ? { src: tag.get('src')!, nonce: tag.get('nonce') ?? '' } : null;
}

/** The policies that a page sets for itself. */
export function policiesIn(html: string): string[] {
  return elementsOf(html, 'meta')
    .filter(each => each.get('http-equiv')?.toLowerCase() === 'content-security-policy')
    .map(each => each.get('content') ?? '');
}

/** The attributes of each such element. What stands in a comment is none. */
function elementsOf(html: string, name: 'script' | 'meta'): Map<string, string>[] {
  return [...withoutComments(html).matchAll(ELEMENTS)]
    .filter(match => match[1]!.toLowerCase() === name)
    .map(match => new Map([...match[2]!.matchAll(ATTRIBUTES)].map(attributeOf)));
}

function attributeOf([, name, double, single, bare]: RegExpExecArray): [string, string] {
  const value = (double ?? single ?? bare ?? '').replace(/&(#?\w+);/g, (whole, entity) => ENTITIES[entity] ?? whole);
  return [name!.toLowerCase(), value];
}

function withoutComments(html: string): string {
  const [first = '', ...rest] = html.split('<!--');
  return first + rest.map(part => part.split('-->').slice(1).join('-->')).join('');
}
