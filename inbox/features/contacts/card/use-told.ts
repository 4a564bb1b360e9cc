import { useEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';

/**
 * Calls when something of a person was told: a colleague noted, changed, sold or joined something, or nobody told what happened
 * while the link was down.
 * @param contactIds all of their card
 */
export function useTold(contactIds: readonly string[], onTold: () => void): void {
  const { peopleTold, moved, link } = useInbox();
  const now = useRef({ contactIds, onTold });
  now.current = { contactIds, onTold };
  useEffect(() => {
    const isTheirs = (id: string) => now.current.contactIds.includes(id);
    const before = [peopleTold.peek(), moved.peek()] as const;
    const stops = [
      peopleTold.subscribe(told => {
        if (told && told !== before[0] && (told.isMore || told.contactIds.some(isTheirs))) now.current.onTold();
      }),
      moved.subscribe(told => {
        if (told && told !== before[1] && isTheirs(told.contactId)) now.current.onTold();
      }),
    ];
    let wasDown = false;
    stops.push(
      link.state.subscribe(state => {
        if (state === 'ready' && wasDown) now.current.onTold();
        wasDown = state !== 'ready';
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [peopleTold, moved, link]);
}
