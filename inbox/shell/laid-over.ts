/**
 * What somebody changed here, laid over what was set elsewhere meanwhile (SPEC NO10).
 * @param now as it is on the server
 * @param base as it was when it began to be changed here
 */
export function laidOver<T extends object>(now: T, base: T, changed: T): T {
  const names = Object.keys(changed) as (keyof T)[];
  const own = names.filter(name => JSON.stringify(changed[name]) !== JSON.stringify(base[name]));
  return { ...now, ...Object.fromEntries(own.map(name => [name, changed[name]])) };
}
