import { describe, expect, test } from 'vitest';
import { pathOf, type Route, readLink, readRoute } from '../../../inbox/shell/routes.ts';

describe('addresses of the inbox', () => {
  test('say where one is, and are read back the same', () => {
    const routes: Route[] = [
      { kind: 'view', view: 'mine', conversationId: null },
      { kind: 'view', view: 'callbacks', conversationId: 'a/b c%' },
      { kind: 'view', view: 'all', conversationId: 'x', seq: 12 },
      { kind: 'view', view: 'mentions', conversationId: 'x', seq: 3 },
      { kind: 'view', view: 'saved/a/b c%', conversationId: null },
      { kind: 'view', view: 'filtered/status=open&tag=a%2Fb', conversationId: 'x', seq: 12 },
      { kind: 'settings', page: null },
      { kind: 'settings', page: 'agents' },
    ];
    for (const route of routes) expect(readRoute(pathOf(route))).toEqual(route);
  });

  test('anything unknown is the first view', () => {
    const first = { kind: 'view', view: 'mine', conversationId: null };
    for (const path of ['/inbox', '/inbox/', '/inbox/nothing/x', '/inbox/saved/', '/inbox/filtered'])
      expect(readRoute(path)).toEqual(first);
    expect(readRoute('/inbox/all/%')).toEqual({ ...first, view: 'all' });
    expect(readRoute('/inbox/settings/nothing')).toEqual({ kind: 'settings', page: null });
  });

  test('an invitation stands after the #', () => {
    expect(readLink('#invite=abc-_')).toEqual({ kind: 'invite', token: 'abc-_' });
    expect(readLink('#password=abc-_')).toEqual({ kind: 'password', token: 'abc-_' });
    for (const hash of ['#other', '#other=abc', '#invite=', '']) expect(readLink(hash)).toBeNull();
  });
});
