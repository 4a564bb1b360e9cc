/** What the events of Asterisk's channels tell of calls: many channels, one call, grouped by `Linkedid`. Pure. */
import type { Block } from './ami.ts';
import type { SaidCall } from './dialects.ts';

/** What is remembered of one call while it lasts. */
interface Known {
  direction: 'in' | 'out';
  number: string;
  ownNumber: string;
  caller: string;
}

/** Calls that are remembered at once; of more, those that began first are forgotten, and told with less. */
const MOST = 2_000;

export interface AmiCalls {
  /** Null: it tells nothing of a call that is wanted. */
  read(event: Block): SaidCall | null;
}

/** @param isExtension whether something is an agent's telephone */
export function createAmiCalls(isExtension: (name: string) => boolean): AmiCalls {
  const known = new Map<string, Known>();

  function begin(event: Block): Known {
    const caller = extensionOf(event.Channel ?? '');
    const from = event.CallerIDNum ?? '';
    const to = event.Exten && event.Exten !== 's' ? event.Exten : '';
    const isOut = isExtension(caller) || isExtension(from);
    return isOut
      ? { direction: 'out', number: to, ownNumber: from, caller: isExtension(caller) ? caller : from }
      : { direction: 'in', number: from, ownNumber: to, caller: '' };
  }

  function callOf(event: Block): { callId: string; call: Known } | null {
    const callId = event.Linkedid || event.Uniqueid;
    if (!callId) return null;
    const found = known.get(callId);
    if (found) return { callId, call: found };
    const call = begin(event);
    known.set(callId, call);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return { callId, call };
  }

  return {
    read(event) {
      if (!WANTED.has(event.Event ?? '')) return null;
      const found = callOf(event);
      if (!found) return null;
      const { callId, call } = found;
      const { direction, number, ownNumber, caller } = call;
      const said = (is: SaidCall['is'], users: string[]): SaidCall => ({
        ...{ callId, is, direction, number, ownNumber },
        users: direction === 'out' ? [caller] : users.filter(isExtension),
      });
      // From one desk to the next: nobody's call.
      if (direction === 'out' && isExtension(number)) return null;
      const other = extensionOf(event.DestChannel ?? '');
      switch (event.Event) {
        case 'DialBegin':
          return said('ringing', [other]);
        case 'DialEnd':
          return event.DialStatus === 'ANSWER' ? said('answered', [other]) : null;
        case 'BridgeEnter':
          // The caller alone hears music, or a machine.
          return event.Uniqueid === event.Linkedid ? null : said('answered', [extensionOf(event.Channel ?? '')]);
        case 'Hangup':
          // One of several telephones that rang stops ringing.
          if (event.Uniqueid !== event.Linkedid) return null;
          known.delete(callId);
          return said('ended', []);
        default:
          return null;
      }
    },
  };
}

const WANTED = new Set(['Newchannel', 'DialBegin', 'DialEnd', 'BridgeEnter', 'Hangup']);

/** `PJSIP/21-0000002a`, `Local/21@from-queue-1;1`: 21 */
export function extensionOf(channel: string): string {
  return /^[A-Za-z]\w*\/([^@;/]+?)(?:-[0-9a-f]{6,})?(?:[@;/].*)?$/.exec(channel)?.[1] ?? '';
}
