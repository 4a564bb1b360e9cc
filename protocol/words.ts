/** What stands at placeholders, by their names. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * Puts values into the `{placeholders}` of a message. One that has no value stays as it stands.
 * @param show makes a value readable inside the message; pages that mix directions of writing isolate it
 */
export function fill(message: string, values: Values = {}, show: (value: string) => string = value => value): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : show(`${value}`);
  });
}
