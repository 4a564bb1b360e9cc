import { z } from 'zod';
import {
  bookingHookAnswer,
  bookingHookSave,
  bookingHookSecretAnswer,
  bookingHookTest,
} from '../../../protocol/booking-hook.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { bookingHookOf, removeBookingHook, rotateBookingHook, saveBookingHook, testBookingHook } from './hook.ts';
import { isSecretOfPayment } from './links.ts';
import { takePayment } from './payment.ts';

const tags = ['Bookings'];
const refusals = { 403: errorAnswer, 404: errorAnswer };

/** Whom bookings are told before they are confirmed. */
export function bookingHookRoutes(app: App, context: Context): void {
  app.get(
    '/v1/booking-hook',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Whom bookings are told before they are confirmed (owner)',
        response: { 200: bookingHookAnswer, ...refusals },
      },
    },
    async () => bookingHookOf(context),
  );

  app.put(
    '/v1/booking-hook',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set or change it (owner)',
        description:
          'It answers {"confirm": true}, or {"pay": "https://…", "until": …}: then the visitor pays there first. The secret that signs what it is sent is shown once, where it is new.',
        body: bookingHookSave,
        response: { 200: bookingHookSecretAnswer, ...refusals, 422: errorAnswer },
      },
    },
    async request => saveBookingHook(context, actorOf(request, signedInOf(request)), request.body),
  );

  app.delete(
    '/v1/booking-hook',
    {
      config: { rights: 'owner' },
      schema: { tags, summary: 'Ask nobody any more (owner)', response: { 204: z.undefined(), ...refusals } },
    },
    async (request, reply) => {
      await removeBookingHook(context, actorOf(request, signedInOf(request)));
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/booking-hook/rotate',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'A new secret; the one before signs for 24 hours more (owner)',
        response: { 200: bookingHookSecretAnswer, ...refusals },
      },
    },
    async request => rotateBookingHook(context, actorOf(request, signedInOf(request))),
  );

  app.post(
    '/v1/booking-hook/test',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Ask it now, about no booking of anybody’s (owner)',
        response: { 200: bookingHookTest, ...refusals },
      },
    },
    async () => testBookingHook(context),
  );
}

/** Where programs say that a booking is paid for: whoever has its address may. */
export function paidRoutes(app: App, context: Context): void {
  // The address says it all, whatever a program sends beside it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null));
  app.post(
    '/v1/booking-hook/paid/:id/:secret',
    {
      schema: {
        tags,
        summary: 'A booking is paid for',
        description:
          'Its address comes with what the program is asked. Said twice, it is done once. 409 where the time is somebody else’s by now: give the money back.',
        params: z.object({ id, secret: z.string().max(128) }),
        response: { 204: z.undefined(), 404: errorAnswer, 409: errorAnswer, 429: errorAnswer },
      },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { id: bookingId, secret } = request.params;
      // The same as of one that never was.
      if (!isSecretOfPayment(context.config.secretKey, bookingId, secret)) throw new AppError('NOT_FOUND');
      await takePayment(context, bookingId);
      return reply.code(204).send();
    },
  );
}
