/** Depth to which a JSON post is read: no form nests deeper, and a hostile one must not fill the stack. */
const MAX_DEPTH = 8;

/**
 * Names and values of a post, whatever parser it came through. Several values of one name stand with commas; objects of
 * a JSON post get the names that a form would give them: `contact[email]`.
 */
export function flattened(body: unknown): Map<string, string> {
  const all = new Map<string, string>();
  const put = (name: string, value: unknown, depth: number) => {
    if (Array.isArray(value) && value.every(each => typeof each !== 'object')) {
      all.set(name, value.map(textOf).filter(Boolean).join(', '));
    } else if (value && typeof value === 'object') {
      if (depth < MAX_DEPTH)
        for (const [key, inner] of Object.entries(value)) put(name === '' ? key : `${name}[${key}]`, inner, depth + 1);
    } else if (name !== '' || depth > 0) all.set(name, textOf(value));
  };
  if (body && typeof body === 'object') put('', body, 0);
  return all;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
