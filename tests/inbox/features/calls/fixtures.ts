import type { Call, CallerGlance, ShownCall } from '../../../../protocol/calls.ts';
import { START } from '../../fixtures.ts';

export function call(change: Partial<Call> = {}): Call {
  return {
    ...{ id: 'one', siteId: 'site', lineId: 'line', line: 'Line 2', direction: 'in' },
    ...{ number: '+97699112233', shownNumber: '97699112233', contactId: 'bolormaa', sharedBy: [] },
    ...{ state: 'ringing', startedAt: START, answeredAt: null, endedAt: null, isMissed: false },
    ...{ agentId: null, agentName: '', outcome: null, note: '', hasRecording: false, callbackId: null },
    ...change,
  };
}

export const shown = (change: Partial<Call> = {}, people = [{ id: 'bolormaa', name: 'Bolormaa' }]): ShownCall => ({
  call: call(change),
  people,
});

export const glance = (change: Partial<CallerGlance> = {}): CallerGlance => ({
  ...{ id: 'bolormaa', name: 'Bolormaa', callMe: '', waitsFor: 'callback', calls: 2, lastCallAt: START - 3_600_000 },
  lastWords: { text: 'Zaisan, tower 3', at: START, conversationId: 'talk' },
  ...{ lastPurchase: null, complaint: null },
  ...change,
});
