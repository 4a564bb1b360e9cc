import type { LineSettings, TelephoneSettings } from '../../../../protocol/telephone.ts';
import { FIRST_TELEPHONE } from '../../../../server/features/calls/settings.ts';
import { buildTestApp, type Desk } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';

/** A desk whose telephone is on, in Ulaanbaatar, where PBXes may stand in its own network; and its owner. */
export async function phoneDesk(options: Parameters<typeof buildTestApp>[0] = {}) {
  const { site, config, ...rest } = options;
  const desk = await buildTestApp({
    ...rest,
    site: { timeZone: 'Asia/Ulaanbaatar', ...site },
    config: { webhooksToPrivate: true, ...config },
  });
  const owner = await staffed(desk, { role: 'owner', name: 'Oyun' });
  await owner.ask('PATCH /v1/switches', { body: { telephone: true } });
  return { desk, owner, ...lines(desk, owner) };
}

type Owner = Awaited<ReturnType<typeof staffed>>;

function lines(desk: Desk, owner: Owner) {
  return {
    /** @returns the line, its secret, and what its telephone system does with it: `tell` posts a form */
    async line(change: Partial<LineSettings> = {}) {
      const body = {
        name: 'Front desk',
        number: '',
        siteId: desk.site.id,
        rings: { kind: 'everybody' },
        dialect: 'zammad',
      };
      const made = (await owner.ask('POST /v1/telephone/lines', { body: { ...body, ...change } })).json();
      const { line, secret } = made as { line: { id: string }; secret: string };
      const path = `/v1/lines/${line.id}/calls` as const;
      const post = (to: `/${string}`, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
        ask(desk, `POST ${to}`, {
          origin: null,
          body: typeof fields === 'string' ? fields : String(new URLSearchParams(fields)),
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        });
      const tell = (fields: Record<string, string>) => post(`${path}/${secret}`, fields);
      return { ...line, secret, path, post, tell, made };
    },
    set: (change: Partial<TelephoneSettings>) =>
      owner.ask('PUT /v1/telephone', { body: { ...FIRST_TELEPHONE, ...change } }),
  };
}

/** Zammad's words for a call. */
export const ring = (callId: string, from = '97699112233', more: Record<string, string> = {}) => ({
  ...{ event: 'newCall', callId, from, to: '97677112233', direction: 'in' },
  ...more,
});
export const answer = (callId: string, answeringNumber = '') => ({
  ...{ event: 'answer', callId, from: '97699112233', to: '97677112233', direction: 'in', answeringNumber },
});
export const hangup = (callId: string, cause = 'normalClearing', answeringNumber = '') => ({
  ...{ event: 'hangup', callId, from: '97699112233', to: '97677112233', direction: 'in', cause, answeringNumber },
});
