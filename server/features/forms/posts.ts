import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';

/** Depth to which a JSON post is read: no form nests deeper, and a hostile one must not fill the stack. */
const MAX_DEPTH = 8;
/** More than any form has: beyond it somebody plays, and each name costs a look. */
const MAX_FIELDS = 500;

/**
 * What the fields of one post may say together, names and values, whatever it is written in: as much as a frame. Counted
 * while they are read, so that what is too much is never held.
 */
export function createMeasure(): { count(...texts: string[]): void } {
  let fields = 0;
  let bytes = 0;
  return {
    /** @throws AppError FRAME_TOO_LARGE */
    count(...texts) {
      fields += 1;
      if (fields > MAX_FIELDS) throw new AppError('FRAME_TOO_LARGE', `A form takes up to ${MAX_FIELDS} fields.`);
      for (const text of texts) bytes += Buffer.byteLength(text);
      if (bytes <= LIMITS.frameBytes) return;
      throw new AppError('FRAME_TOO_LARGE', `All fields of a form take up to ${LIMITS.frameBytes} bytes together.`);
    },
  };
}

/**
 * Names and values of a post, whatever parser it came through. Several values of one name stand with commas; objects of
 * a JSON post get the names that a form would give them: `contact[email]`.
 * @throws AppError FRAME_TOO_LARGE for more than any form has
 */
export function flattened(body: unknown): Map<string, string> {
  const all = new Map<string, string>();
  const measure = createMeasure();
  const keep = (name: string, value: string) => {
    measure.count(name, value);
    all.set(name, value);
  };
  const put = (name: string, value: unknown, depth: number) => {
    if (Array.isArray(value) && value.every(each => typeof each !== 'object')) {
      keep(name, value.map(textOf).filter(Boolean).join(', '));
    } else if (value && typeof value === 'object') {
      if (depth < MAX_DEPTH)
        for (const [key, inner] of Object.entries(value)) put(name === '' ? key : `${name}[${key}]`, inner, depth + 1);
    } else if (name !== '' || depth > 0) keep(name, textOf(value));
  };
  if (body && typeof body === 'object') put('', body, 0);
  return all;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
