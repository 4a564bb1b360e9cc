/** Names under which secrets travel: in headers, cookies, bodies and settings, whatever library holds them. */
const SECRET_NAMES =
  /cookie|authorization|token|secret|password|passwd|jwt|session|apikey|api-key|x-forwarded-client-cert/i;
/** Beyond it nothing that a library logs is of any use, and a circle has to end. */
const MAX_DEPTH = 6;
const VEILED = '[redacted]';

/**
 * What is logged beside a sentence, without secrets, however deep they stand: the one place that every line passes, so that
 * nobody has to know what a plugin writes at which level. Errors stay errors, with what hangs on them treated alike.
 */
export function withoutSecrets(logged: Record<string, unknown>): Record<string, unknown> {
  return veiled(logged, 0) as Record<string, unknown>;
}

function veiled(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map(each => veiled(each, depth + 1));
  if (value instanceof Error) return veiledError(value, depth);
  // Dates, buffers and whatever a library makes write themselves.
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, veiledAt(name, each, depth)]));
}

function veiledAt(name: string, value: unknown, depth: number): unknown {
  return SECRET_NAMES.test(name) && value !== undefined && value !== null ? VEILED : veiled(value, depth + 1);
}

/** A copy, because whoever threw it may still need it. */
function veiledError(error: Error, depth: number): Error {
  const copy: Error = Object.create(Object.getPrototypeOf(error), {
    message: { value: error.message, enumerable: false },
    stack: { value: error.stack, enumerable: false },
    ...(error.cause !== undefined && { cause: { value: veiled(error.cause, depth + 1), enumerable: false } }),
  });
  for (const [name, value] of Object.entries(error)) {
    if (name !== 'cause') Object.assign(copy, { [name]: veiledAt(name, value, depth) });
  }
  return copy;
}
