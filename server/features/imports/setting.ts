/** What the desk has to say about how rows are read. */
import type { Site } from '../../../protocol/sites.ts';
import type { Core } from '../../core.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import type { PhoneHints } from '../contacts/home.ts';
import { deskHome } from '../money/settings.ts';
import type { Sites as DeskSites } from '../sites/sites.ts';
import { readPurchase } from './buying.ts';
import { readCard } from './cards.ts';
import type { Joining } from './filling.ts';
import type { RowIn } from './joining.ts';
import { cellsOf } from './lines.ts';
import { readRecord } from './records.ts';
import { type FileRowReader, readRow } from './rules.ts';
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
  reader: FileRowReader,
): Pick<RowIn, 'cells' | 'read'> {
  if (format?.kind !== 'people') {
    const cells = cellsOf(text);
    return { cells, read: reader.plan.kind === 'purchases' ? readPurchase(cells, reader) : readRow(cells, reader) };
  }
  const said = json(text);
  const card = readCard(said, reader.siteIds);
  const record = card ? null : readRecord(said, reader.siteIds);
  if (record === 'no site') return { cells: [], read: { reason: 'SITE_MISSING', column: null } };
  const read = card ? { card } : record ? { record } : ({ reason: 'UNREADABLE', column: null } as const);
  return { cells: [], read };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is no line of ours, which is all that anybody wants to know.
    return null;
  }
}

export async function readerOf(
  context: Pick<Core, 'settings'> & { sites: DeskSites },
  { plan }: Pick<ImportRecord, 'plan'>,
): Promise<FileRowReader> {
  const sites = await context.sites.all();
  return {
    ...{ plan, fields: await context.settings.read(CONTACT_FIELDS), hints: hintsOf(plan.country, sites) },
    ...{ siteIds: new Set(sites.map(each => each.id)), desk: await deskHome(context) },
  };
}

/** Ids of another program's export are that program's; those of any other file are a file's. */
export function joiningOf(
  { plan, preset, by }: Pick<ImportRecord, 'plan' | 'preset' | 'by'>,
  { sites, desk }: { sites: Sites; desk: FileRowReader['desk'] },
  at: number,
): Joining {
  const { locale = 'en', timeZone = 'UTC' } = sites[0] ?? {};
  return { duplicates: plan.duplicates, scope: preset ?? 'file', by, locale, timeZone, desk, at };
}
