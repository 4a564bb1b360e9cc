import type { VisitorNews } from '../../protocol/visitor.ts';
import { VISITOR_VERSION } from '../../protocol/wire/limits.ts';

export type Welcome = Extract<VisitorNews, { type: 'welcome' }>;

/** What a server welcomes a visitor with who has not said anything yet. @param ref of the hello */
export function welcomeOf(ref: string, change: Partial<Welcome> = {}): Welcome {
  return {
    type: 'welcome',
    ref,
    version: VISITOR_VERSION,
    visitorId: 'v',
    site: {
      key: 'k',
      name: 'Altan',
      accent: '#0b6b57',
      channels: ['chat'],
      locale: 'en',
      timeZone: 'UTC',
      greeting: '',
      consent: '',
    },
    availability: {
      state: 'here',
      agents: ['Sarnai'],
      answersInMs: null,
      opensAt: null,
      closesAt: null,
      callsUntil: null,
    },
    conversation: null,
    entries: [],
    isFresh: true,
    hasEarlier: false,
    serverAt: 0,
    ...change,
  };
}
