/** Addresses of files that were sent: they end, so each is asked for when it is shown, and anew when it is wanted later. */
import type { FileLink } from '../../../protocol/files.ts';
import { askLinks } from './server.ts';
import { sending } from './state.ts';

/** One that ends sooner is taken for ended: the clocks of both ends differ. */
const MARGIN_MS = 10_000;

const known = new Map<string, FileLink>();
/** Asked for together, at the end of the drawing in which they are wanted. */
const wanted = new Set<string>();

/** What is known of one; it is asked for where nothing is. */
export function linkOf(id: string): FileLink | undefined {
  const link = known.get(id);
  if (!link) want(id);
  return link;
}

/** A click on one that has ended asks for it anew, and then is the click that it was to be. */
export async function follow(event: MouseEvent, id: string): Promise<void> {
  if (known.get(id)!.endsAt > Date.now() + MARGIN_MS) return;
  event.preventDefault();
  const link = event.currentTarget as HTMLElement;
  await want(id);
  link.click();
}

let asking: Promise<void> | undefined;

function want(id: string): Promise<void> {
  wanted.add(id);
  asking ??= Promise.resolve().then(askAll);
  return asking;
}

async function askAll() {
  const ids = [...wanted];
  wanted.clear();
  asking = undefined;
  try {
    for (const link of await askLinks(ids)) known.set(link.id, link);
    sending.change({});
  } catch {
    // Asked for again at the next drawing.
  }
}
