import { z } from 'zod';
import { contact, contactUpdate } from '../../../protocol/contacts.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { requireAgent } from '../sessions/sessions.ts';
import { isEmail } from './email.ts';
import { contactChanged } from './news.ts';
import { toE164 } from './phone.ts';

/** What agents know better than the form did. */
export function contactRoutes(app: App, context: Context): void {
  const { store, sites, now } = context;

  app.patch(
    '/v1/contacts/:id',
    {
      schema: {
        tags: ['Conversations'],
        summary: 'Correct name, e-mail or phone',
        description:
          'What is left out stays as it is; null or an empty string clears. Open inboxes hear of it at once.',
        params: z.object({ id }),
        body: contactUpdate,
        response: { 200: contact, 401: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      await requireAgent(context, request);
      const { name, email, phone } = request.body;
      const known = await store.contacts.find(request.params.id);
      if (!known) throw new AppError('NOT_FOUND');
      const site = await sites.byId(known.siteId);
      const timeZones = [known.timeZone, ...(site ? [site.timeZone] : [])];
      const e164 = phone && toE164(phone, { timeZones, locale: known.locale });
      const fields: Record<string, ErrorCode> = {};
      if (email && !isEmail(email)) fields.email = 'EMAIL_INVALID';
      if (phone && !e164) fields.phone = 'PHONE_INVALID';
      if (Object.keys(fields).length > 0) throw new AppError('FIELD_INVALID', undefined, { fields });
      const correction = { name: cleared(name), email: cleared(email), phone: cleared(e164) };
      const changed = await store.contacts.update(known.id, correction, now());
      if (!changed) throw new AppError('NOT_FOUND');
      await contactChanged(context, known, changed);
      return changed;
    },
  );
}

/** An emptied field clears what is wrong; one that is left out stays. */
function cleared(field: string | null | undefined): string | null | undefined {
  return field === '' ? null : field;
}
