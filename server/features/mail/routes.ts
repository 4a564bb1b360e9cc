import formbody from '@fastify/formbody';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  addressRelease,
  addressReleaseAnswer,
  type LetterWords,
  letterAnswer,
  letterParams,
  letterPreview,
  letterSave,
  letterWords,
  mailAnswer,
  mailLimits,
  mailTestAnswer,
  transcriptAnswer,
  transcriptSend,
} from '../../../protocol/mail.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import {
  changeLetter,
  type LetterKey,
  letterOf,
  mailState,
  previewLetter,
  releaseAddress,
  resetLetter,
  setLimits,
  testMail,
} from './commands.ts';
import { sendTranscript } from './transcript.ts';

const LETTER = '/v1/mail/letters/:template/:locale';

/** A letter is shown in a frame of our own page, with the styles that stand in its tags and nothing else. */
const LETTER_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** What owners see and set of mail, and the transcript that an agent mails. */
export function mailRoutes(app: App, context: Context): void {
  const tags = ['Mail'];
  const config = { rights: 'owner' } as const;
  const refusals = { 403: errorAnswer, 422: errorAnswer };

  function preview(request: FastifyRequest, key: LetterKey, words: LetterWords) {
    const base = context.config.publicUrl ?? ownOrigin(context.config, request);
    return previewLetter(context, signedInOf(request).agent, key, { words, base });
  }

  app.get(
    '/v1/mail',
    { config, schema: { tags, summary: 'How mail is doing (owner)', response: { 200: mailAnswer, 403: errorAnswer } } },
    async () => mailState(context),
  );

  app.put(
    '/v1/mail/limits',
    {
      config,
      schema: {
        tags,
        summary: 'How much may leave (owner)',
        body: mailLimits,
        response: { 200: mailAnswer, ...refusals },
      },
    },
    async request => setLimits(context, actorOf(request, signedInOf(request)), request.body),
  );

  app.post(
    '/v1/mail/test',
    {
      config,
      schema: {
        tags,
        summary: 'Mail a test to oneself, now (owner)',
        response: { 200: mailTestAnswer, 403: errorAnswer, 429: errorAnswer },
      },
    },
    async request => testMail(context, signedInOf(request).agent),
  );

  app.post(
    '/v1/mail/release',
    {
      config,
      schema: {
        tags,
        summary: 'Mail again to an address whose mail came back (owner)',
        body: addressRelease,
        response: { 200: addressReleaseAnswer, ...refusals },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return { wasSuppressed: await releaseAddress(context, actor, request.body.email) };
    },
  );

  app.get(
    LETTER,
    {
      config,
      schema: {
        tags,
        summary: 'The words of a letter (owner)',
        params: letterParams,
        response: { 200: letterAnswer, ...refusals },
      },
    },
    async request => letterOf(context, request.params),
  );

  app.put(
    LETTER,
    {
      config,
      schema: {
        tags,
        summary: 'Change the words of a letter (owner)',
        params: letterParams,
        body: letterSave,
        response: { 200: letterAnswer, 409: errorAnswer, ...refusals },
      },
    },
    async request => changeLetter(context, actorOf(request, signedInOf(request)), request.params, request.body),
  );

  app.delete(
    LETTER,
    {
      config,
      schema: {
        tags,
        summary: 'Take changed words of a letter back (owner)',
        params: letterParams,
        response: { 200: letterAnswer, ...refusals },
      },
    },
    async request => resetLetter(context, actorOf(request, signedInOf(request)), request.params),
  );

  app.post(
    `${LETTER}/preview`,
    {
      config,
      schema: {
        tags,
        summary: 'A letter as it would arrive (owner)',
        params: letterParams,
        body: letterWords,
        response: { 200: letterPreview, ...refusals },
      },
    },
    async request => {
      const { subject, text } = await preview(request, request.params, request.body);
      return { subject, text };
    },
  );

  app.register(async scope => {
    const forms = scope as App;
    await forms.register(formbody);
    forms.post(
      `${LETTER}/page`,
      {
        config,
        schema: {
          tags,
          summary: 'The page of a letter as it would arrive (owner)',
          params: letterParams,
          body: letterWords,
        },
      },
      async (request, reply) => {
        const { html } = await preview(request, request.params, request.body);
        return reply.header('content-security-policy', LETTER_POLICY).type('text/html; charset=utf-8').send(html);
      },
    );
  });

  app.post(
    '/v1/conversations/:id/transcript',
    {
      config: { rights: 'agent' },
      schema: {
        tags: ['Conversations'],
        summary: 'Mail what was said to its person',
        params: z.object({ id }),
        body: transcriptSend,
        response: { 200: transcriptAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      const asked = { conversationId: request.params.id, clientId: request.body.clientId };
      return sendTranscript(context, actorOf(request, signedIn), signedIn.agent, asked);
    },
  );
}
