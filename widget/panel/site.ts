/** The site that the panel speaks for, and who is there. */
import type { Availability } from '../../protocol/availability.ts';
import type { PanelAnswer, PublicSite } from '../../protocol/sites.ts';
import { emit } from './events.ts';
import { language } from './language.ts';
import { createValue } from './value.ts';

export const desk = createValue({
  /** Null until the server has answered. */
  site: null as PublicSite | null,
  availability: null as Availability | null,
});

let key: string;
let server: string;

/** @param serverUrl Deskbell's address, ending in a slash */
export function setSite(siteKey: string, serverUrl: string): void {
  key = siteKey;
  server = serverUrl;
  desk.change({ site: null, availability: null });
}

/** Asks the server something about the site. @throws when it can not be asked */
export async function ask<Answer>(what: string): Promise<Answer> {
  return (await fetch(`${server}v1/sites/${key}/${what}`)).json();
}

/** Asks without a socket: for a form in the page that nobody has touched. */
export async function peek(): Promise<void> {
  try {
    const { site, availability } = await ask<PanelAnswer>(`panel?locale=${language.now.code}`);
    desk.change({ site: desk.now.site ?? site, availability: desk.now.availability ?? availability });
  } catch {
    // The form works without it.
  }
}

export function setAvailability(availability: Availability): void {
  desk.change({ availability });
  emit('availability', availability);
}
