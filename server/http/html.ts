/** Text that is markup already. Only this file makes it, so that nothing a visitor typed can pass for it. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Html = Markup;
type Part = string | number | false | null | undefined | Markup | readonly Part[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * The one way in which this server writes HTML: everything put into the template is escaped, except what `html` itself made.
 * Attribute values must stand in quotes. `false`, `null` and `undefined` leave nothing, so that `cond && html\`…\`` reads well.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Markup(strings.map((text, at) => text + (at < parts.length ? rendered(parts[at]) : '')).join(''));
}

/** Text of ours that must not be escaped, such as a stylesheet. Never for anything that came from outside. */
export function ownMarkup(text: string): Html {
  return new Markup(text);
}

function rendered(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(rendered).join('');
  return String(part).replace(/[&<>"']/g, mark => ENTITIES[mark]!);
}
