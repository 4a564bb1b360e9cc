import { z } from 'zod';
import {
  ownNumber,
  ownNumberCode,
  ownNumberPut,
  smsAnswer,
  smsCount,
  smsCountAsk,
  smsQuery,
  smsSettingsAnswer,
  smsSettingsPut,
  smsTestAnswer,
  smsTestAsk,
} from '../../../protocol/sms.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { changeSms, countSms, renewSmsAddresses, smsPage, smsSettingsOf, testSms } from './commands.ts';
import { askOwnNumber, dropOwnNumber, ownNumberOf, proveOwnNumber } from './own-number.ts';

/** The desk's gateway and its messages, for owners; and everybody's own number. */
export function smsRoutes(app: App, context: Context): void {
  const tags = ['SMS'];
  const { config } = context;
  const refusals = { 403: errorAnswer, 422: errorAnswer };

  app.get(
    '/v1/sms',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The gateway, limits and hours, and the gateways that are known (owner)',
        description: 'Secrets come back empty, with their names under `kept`.',
        response: { 200: smsSettingsAnswer, 403: errorAnswer },
      },
    },
    async request => smsSettingsOf(context, ownOrigin(config, request)),
  );

  app.put(
    '/v1/sms',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change them (owner)',
        description:
          'A gateway that messages are to go through needs the `proof` of its test. With `was` nothing is done where somebody has changed them since.',
        body: smsSettingsPut,
        response: { 200: smsSettingsAnswer, ...refusals, 409: errorAnswer },
      },
    },
    async request => {
      const { proof, was, ...settings } = request.body;
      const origin = ownOrigin(config, request);
      await changeSms(context, actorOf(request, signedInOf(request)), settings, { proof, was, origin });
      return smsSettingsOf(context, origin);
    },
  );

  app.post(
    '/v1/sms/addresses',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make new addresses for reports and replies (owner)',
        description: 'The ones before open nothing any more; the gateway has to be told the new ones.',
        response: { 200: smsSettingsAnswer, 403: errorAnswer },
      },
    },
    async request => {
      await renewSmsAddresses(context, actorOf(request, signedInOf(request)));
      return smsSettingsOf(context, ownOrigin(config, request));
    },
  );

  app.post(
    '/v1/sms/count',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'How many segments a text takes',
        body: smsCountAsk,
        response: { 200: smsCount, ...refusals },
      },
    },
    async request => countSms(request.body.text),
  );

  app.post(
    '/v1/sms/test',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Send one message now, by a gateway that may not be kept yet (owner)',
        body: smsTestAsk,
        response: { 200: smsTestAnswer, ...refusals, 429: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return testSms(context, actorOf(request, owner), owner.agent, request.body);
    },
  );

  app.get(
    '/v1/sms/messages',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'What was sent, and what became of it; newest first (owner)',
        querystring: smsQuery,
        response: { 200: smsAnswer, ...refusals },
      },
    },
    async request => smsPage(context, request.query),
  );

  app.get(
    '/v1/me/number',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'The own number, for notices by SMS', response: { 200: ownNumber, 401: errorAnswer } },
    },
    async request => ownNumberOf(context, signedInOf(request).agent.id),
  );

  app.put(
    '/v1/me/number',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Send a code to a new one',
        description: 'It is kept when the code comes back.',
        body: ownNumberPut,
        response: { 200: ownNumber, ...refusals, 429: errorAnswer },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      await askOwnNumber(context, agent, request.body.phone);
      return ownNumberOf(context, agent.id);
    },
  );

  app.post(
    '/v1/me/number/code',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Prove it, with the code',
        description: 'Five tries in ten minutes; then another code has to be sent.',
        body: ownNumberCode,
        response: { 200: ownNumber, 401: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      await proveOwnNumber(context, actorOf(request, signedIn), signedIn.agent, request.body.code);
      return ownNumberOf(context, signedIn.agent.id);
    },
  );

  app.delete(
    '/v1/me/number',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Forget it', response: { 204: z.undefined(), 404: errorAnswer } },
    },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      await dropOwnNumber(context, actorOf(request, signedIn), signedIn.agent);
      return reply.code(204).send();
    },
  );
}
