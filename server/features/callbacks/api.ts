import { z } from 'zod';
import { callbackAnswer, callbackCreate, callbackPatch } from '../../../protocol/callbacks.ts';
import { visitorEntry } from '../../../protocol/entries.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { derivedName } from '../../secrets.ts';
import { maySee } from '../../sight.ts';
import { hashToken } from '../../tokens.ts';
import { sentOf } from '../conversations/rules.ts';
import { forVisitor } from '../conversations/visibility.ts';
import { submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import { changeForAgent, changeOwnCallback } from './commands.ts';

const REFUSALS = { 401: errorAnswer, 404: errorAnswer, 409: errorAnswer, 422: errorAnswer, 429: errorAnswer };

/** Programs that are signed in as an agent make, move and cancel callbacks; each as often as they like (SPEC CB8). */
export function callbackApiRoutes(app: App, context: Context): void {
  const { config, sites, store } = context;

  app.post(
    '/v1/callbacks',
    {
      config: { rights: 'agent' },
      schema: {
        tags: ['Conversations'],
        summary: 'Ask for a callback in somebody’s name',
        description:
          'For a CRM or a booking page of your own. You vouch that they want the call, and agreed to what the site asks. A repeat of a clientId gets the first answer (200 in place of 201).',
        body: callbackCreate,
        response: { 200: callbackAnswer, 201: callbackAnswer, 403: errorAnswer, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { siteId, locale, ...asked } = request.body;
      const site = await sites.byId(siteId);
      if (!site || !maySee(signedInOf(request).agent, siteId)) throw new AppError('SITE_UNKNOWN');
      // Whoever is made for them is found again by a repeat.
      const purpose = JSON.stringify(['callback over the API', siteId, asked.clientId]);
      const { visitor } = await visitorOf(context, site, {
        tokenIfNew: derivedName(config.secretKey, purpose),
        locale: locale ?? site.locale,
        timeZone: asked.timeZone,
        userAgent: '',
        address: request.ip,
      });
      const who = { site, visitor, address: request.ip, isVouched: true };
      const sent = { ...asked, type: 'callback.request', hasConsent: true } as const;
      const { callback, isRepeat } = await submit(context, who, sent);
      return reply.code(isRepeat ? 200 : 201).send({ callback: callback! });
    },
  );

  app.patch(
    '/v1/callbacks/:id',
    {
      config: { rights: 'agent' },
      schema: {
        tags: ['Conversations'],
        summary: 'Move a pending callback to any time to come, or cancel it',
        description: 'A null startAt cancels. A repeat of a clientId changes nothing and gets the first answer.',
        params: z.object({ id }),
        body: callbackPatch.omit({ orNext: true }),
        response: { 200: callbackAnswer, ...REFUSALS },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      const { id: callbackId } = request.params;
      const found = await store.callbacks.find(callbackId);
      if (!found || !maySee(agent, found.siteId)) throw new AppError('CALLBACK_UNKNOWN');
      const command = { ...request.body, callbackId };
      const sent = sentOf(command, agent.id);
      const by = { kind: 'agent', id: agent.id, name: agent.name } as const;
      const { callback } = await changeForAgent(context, by, callbackId, sent, request.body.startAt);
      return { callback: callback! };
    },
  );
}

/** What a visitor's program does with a callback of their own, whose token it has. */
export function ownCallbackRoutes(app: App, context: Context): void {
  const { config, store, rates, now } = context;

  app.patch(
    '/v1/sites/:key/callbacks/:id',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      schema: {
        tags: ['Visitors'],
        summary: 'Move a callback of one’s own to an offered time, or cancel it',
        description:
          'With `Authorization: Bearer TOKEN` of the visitor who asked for it. A null startAt cancels. A repeat of a clientId changes nothing and gets the first answer.',
        params: siteParams.extend({ id }),
        body: callbackPatch,
        response: { 200: z.object({ entry: visitorEntry }), 403: errorAnswer, ...REFUSALS },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (!token) throw new AppError('TOKEN_INVALID');
      const visitor = await store.visitors.byToken(site.id, hashToken(token), now());
      if (!visitor) throw new AppError('TOKEN_INVALID');
      rates.spend('submissionsOfVisitor', visitor.id);
      const { id: callbackId } = request.params;
      const command = { type: 'callback.change', callbackId, ...request.body } as const;
      const asks = {
        ...{ siteId: site.id, conversationId: visitor.conversationId, sent: sentOf(command) },
        answer: () => undefined,
      };
      const { entry } = await changeOwnCallback(context, asks, callbackId, request.body);
      return { entry: forVisitor(entry, config.secretKey)! };
    },
  );
}
