import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PeopleChanged } from '../../../../protocol/people.ts';
import type { Link } from '../../../shell/link.ts';

/**
 * Calls when something of a person was told: a colleague noted, changed, sold or joined something. Also when the link is back: what
 * happened meanwhile, nobody has told.
 * @param contactIds all of their card
 */
export function useTold(
  { peopleTold, link }: { peopleTold: ReadonlySignal<PeopleChanged | null>; link: Pick<Link, 'state'> },
  contactIds: readonly string[],
  onTold: () => void,
): void {
  const now = useRef({ contactIds, onTold });
  now.current = { contactIds, onTold };
  useEffect(() => {
    const first = peopleTold.peek();
    const stopTold = peopleTold.subscribe(told => {
      if (!told || told === first) return;
      if (told.isMore || told.contactIds.some(id => now.current.contactIds.includes(id))) now.current.onTold();
    });
    let wasDown = false;
    const stopLink = link.state.subscribe(state => {
      if (state === 'ready' && wasDown) now.current.onTold();
      wasDown = state !== 'ready';
    });
    return () => {
      stopTold();
      stopLink();
    };
  }, [peopleTold, link]);
}
