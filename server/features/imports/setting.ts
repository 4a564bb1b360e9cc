/** What the desk has to say about how rows are read: pure. */
import type { ContactField } from '../../../protocol/contact-fields.ts';
import type { Site } from '../../../protocol/sites.ts';
import type { PhoneHints } from '../contacts/home.ts';
import { readCard } from './cards.ts';
import type { Joining, RowIn } from './joining.ts';
import { cellsOf } from './lines.ts';
import { type RowReader, readRow } from './rules.ts';
import type { ImportRecord } from './store.ts';

type Sites = readonly Pick<Site, 'id' | 'timeZone' | 'locale'>[];

/** Where numbers without a plus are at home: as its owner said, or where the sites are. */
export function hintsOf(country: string | undefined, sites: Sites): PhoneHints {
  return { country, timeZones: sites.map(each => each.timeZone), locale: sites[0]?.locale };
}

/** What a line of the file is read into. */
export function rowOf(
  text: string,
  { format }: Pick<ImportRecord, 'format'>,
  reader: RowReader & { siteIds: ReadonlySet<string> },
): Pick<RowIn, 'cells' | 'read'> {
  if (format?.kind !== 'people') {
    const cells = cellsOf(text);
    return { cells, read: readRow(cells, reader) };
  }
  const card = readCard(text, reader.siteIds);
  return { cells: [], read: card ? { card } : { reason: 'UNREADABLE', column: null } };
}

export function readerOf({ plan }: Pick<ImportRecord, 'plan'>, fields: readonly ContactField[], sites: Sites) {
  return { plan, fields, hints: hintsOf(plan.country, sites), siteIds: new Set(sites.map(each => each.id)) };
}

/** Ids of another program's export are that program's; those of any other file are a file's. */
export function joiningOf(
  { plan, preset, by }: Pick<ImportRecord, 'plan' | 'preset' | 'by'>,
  sites: Sites,
  at: number,
): Joining {
  const { locale = 'en', timeZone = 'UTC' } = sites[0] ?? {};
  return { duplicates: plan.duplicates, scope: preset ?? 'file', by, locale, timeZone, at };
}
