/** The same records as a page that the person can read, in their language and by their clock. One file, without scripts. */
import type { Entry } from '../../../protocol/entries.ts';
import { isTimeZone, type Locale, timestamp } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import { type Html, html, ownMarkup } from '../../http/html.ts';
import type { HeldRecord, ShownFile } from './store.ts';
import { FIELD_NAMES } from './words/fields/index.ts';
import { EXPORT_WORDS, type ExportWords } from './words/index.ts';

/** For whom the page is. */
export interface Reader {
  /** Name of the site that holds it. */
  site: string;
  locale: Locale;
  timeZone: string;
  /** When it was asked for, ms since epoch. */
  at: number;
}

const STYLE = ownMarkup(`
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
  section { border-top: 1px solid; margin-top: 2rem; }
  article { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #888; }
  article p { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
  dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .2rem 1rem; overflow-wrap: anywhere; }
  dd { margin: 0; white-space: pre-wrap; }
  small { color: GrayText; }`);

/** Pieces of the page, in their order. Files stand in it as what a browser saves, and never opens by itself. */
export async function* readablePerson(
  records: AsyncIterable<HeldRecord>,
  base64Of: (file: ShownFile) => AsyncIterable<string>,
  reader: Reader,
): AsyncGenerator<string> {
  const { locale, site } = reader;
  const words = EXPORT_WORDS[locale];
  const say = (key: keyof ExportWords) => fill(words[key], { site, time: clock(reader, reader.at) });
  const title = say('title');
  yield `<!doctype html>\n<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`;
  yield html`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
    <body><h1>${title}</h1><p>${say('made')}</p>`.text;
  let section = '';
  for await (const { kind, record } of records) {
    // What was said stands under the conversations that it was said in.
    const wanted = kind === 'entries' ? 'conversations' : kind;
    if (wanted !== section) {
      yield `${section && '</section>'}${html`<section><h2>${say(wanted)}</h2>`.text}`;
      section = wanted;
    }
    yield kind === 'entries' ? said(record as Entry, words, reader).text : facts(record, reader).text;
    if (kind !== 'files') continue;
    const { name } = record as ShownFile;
    yield html`<p><a download="${name}" href="data:application/octet-stream;base64,`.text;
    yield* base64Of(record as ShownFile);
    yield html`"><bdi>${name}</bdi></a></p>`.text;
  }
  yield '</section></body></html>\n';
}

function said({ author, body, createdAt }: Entry, words: ExportWords, reader: Reader): Html {
  const who = author.kind === 'visitor' ? words.you : author.kind === 'agent' ? author.name : words.system;
  const isText = body.kind === 'message' || body.kind === 'note';
  return html`<article><small><bdi>${who}</bdi> · ${clock(reader, createdAt)}${body.kind === 'note' && ` · ${words.note}`}</small>
    ${isText ? html`<p dir="auto">${body.text}</p>` : facts(body, reader)}</article>\n`;
}

/** Every field of a record that holds something, as its language calls it; what it has no word for by its name. */
function facts(record: object, reader: Reader): Html {
  const held = Object.entries(record).filter(([, value]) => value !== null && value !== '' && !isEmpty(value));
  const names: Readonly<Record<string, string>> = FIELD_NAMES[reader.locale];
  const called = (name: string) => (Object.hasOwn(names, name) ? names[name]! : name);
  return html`<dl>${held.map(([name, value]) => html`<dt>${called(name)}</dt><dd dir="auto">${shown(name, value, reader)}</dd>`)}</dl>\n`;
}

function shown(name: string, value: unknown, reader: Reader): string | Html {
  if (/(^|[a-z])(at|At|since|Since)$/.test(name) && typeof value === 'number') return clock(reader, value);
  if (Array.isArray(value) && value.some(each => typeof each === 'object')) {
    return html`${value.map(each => facts(each as object, reader))}`;
  }
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' && value !== null ? facts(value, reader) : String(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function clock({ locale, timeZone }: Reader, at: number): string {
  // What an older machine kept, or a newer one knows, must not keep a person from their file.
  const known = isTimeZone(timeZone) ? timeZone : 'UTC';
  if (!timestamp.safeParse(at).success) return String(at);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: known }).format(at);
}
