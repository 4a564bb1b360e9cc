/** The site that the panel speaks for, where it is known, and who is there. */
import type { Availability } from '../../protocol/availability.ts';
import type { PublicSite } from '../../protocol/sites.ts';
import { createValue } from './value.ts';

export const desk = createValue({
  /** The site's key. */
  key: '',
  /** Deskbell's address, ending in a slash. */
  server: '',
  /** Null until the server has answered. */
  site: null as PublicSite | null,
  availability: null as Availability | null,
  /** The server takes nothing from this page: it does not know the key, or the site does not list the address. */
  isRefused: false,
});

/** Asks the server something about the site. @throws when it can not be asked */
export async function ask<Answer>(what: string): Promise<Answer> {
  const { server, key } = desk.now;
  return (await fetch(`${server}v1/sites/${key}/${what}`)).json();
}
