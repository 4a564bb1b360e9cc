/**
 * Templates of requests to gateways: `{{name}}` stands for a value. Each place has its own way of writing a value, so that
 * no text of a message ever becomes a field, a path or a header of its own. Pure.
 */

/** Values by name. A name that it lacks is filled with nothing. */
export type Values = ReadonlyMap<string, string>;

const PLACE = /\{\{\s*([\w-]+)\s*\}\}/g;

/** The names that a template asks for. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, name]) => name!);
}

function filled(template: string, values: Values, write: (value: string) => string = value => value): string {
  return template.replace(PLACE, (_whole, name: string) => write(values.get(name) ?? ''));
}

/** An address: each value is one piece of a path, one value of a query, or a part of the host. */
export function fillUrl(template: string, values: Values): string {
  return filled(template, values, encodeURIComponent);
}

/** Lines of `name: value`; without those whose value came out empty. What would end a line is left out of a value. */
export function fillHeaders(template: string, values: Values): Record<string, string> {
  return Object.fromEntries(
    pairsOf(template, ':')
      .map(([name, value]) => [name.toLowerCase(), filled(value, values, each => each.replace(/[^\x20-\x7e]/g, ''))])
      .filter(([, value]) => value !== ''),
  );
}

/** Lines of `name=value` as `application/x-www-form-urlencoded`; without those whose value came out empty. */
export function fillForm(template: string, values: Values): string {
  const form = new URLSearchParams();
  for (const [name, value] of pairsOf(template, '=')) {
    const text = filled(value, values);
    if (text !== '') form.append(name, text);
  }
  return form.toString();
}

/**
 * JSON whose texts are templates; without what came out empty, and what held nothing else.
 * @throws SyntaxError when it is no JSON
 */
export function fillJson(template: string, values: Values): string {
  return JSON.stringify(full(JSON.parse(template), values) ?? {});
}

/** Undefined: nothing came of it. */
function full(part: unknown, values: Values): unknown {
  if (typeof part === 'string') {
    const text = filled(part, values);
    return text === '' && part !== '' ? undefined : text;
  }
  if (typeof part !== 'object' || part === null) return part;
  const whole = Object.entries(part).flatMap(([name, each]) => {
    const value = full(each, values);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (whole.length === 0 && Object.keys(part).length > 0) return undefined;
  return Array.isArray(part) ? whole.map(([, value]) => value) : Object.fromEntries(whole);
}

/** Lines as names and values, without empty ones. A line without the sign is a name with nothing. */
export function pairsOf(template: string, sign: ':' | '='): [name: string, value: string][] {
  return template
    .split('\n')
    .filter(row => row.trim() !== '')
    .map(row => {
      const end = row.indexOf(sign);
      return end < 0 ? [row.trim(), ''] : [row.slice(0, end).trim(), row.slice(end + 1).trim()];
    });
}

/**
 * What stands in JSON under a path of names and numbers, as text; empty: nothing, or more than a value. A text on the
 * way that is JSON itself is read, as some gateways put theirs into a field of a form.
 */
export function textAt(json: unknown, path: string): string {
  const found = partAt(json, path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** The same for what is no single value. Undefined: nothing. */
export function partAt(json: unknown, path: string): unknown {
  if (path === '') return json;
  return path.split('.').reduce<unknown>((part, name) => {
    const whole = typeof part === 'string' ? read(part) : part;
    return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, name)
      ? (whole as Record<string, unknown>)[name]
      : undefined;
  }, json);
}

/** Undefined: it is no JSON. */
export function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most texts are none.
    return undefined;
  }
}
