import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { answerComplaint } from '../complaints/commands.ts';
import { isSecretOfAsking } from '../complaints/links.ts';
import { isAsked } from '../complaints/rules.ts';
import type { ComplaintRecord } from '../complaints/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type RightPage, rightPage } from './right-page.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';

const part = z.string().max(64);
const params = siteParams.extend({ id: part, ask: part, secret: part });
const PATH = '/f/:key/right/:id/:ask/:secret';

/**
 * Where somebody says whether what they complained of was put right. Looking at the page does nothing, because scanners of mails
 * open every link (SPEC CP5).
 */
export function rightRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) => {
    const { site, complaint } = await askedOf(context, request, request.params);
    const isOpen = isAsked(complaint, request.params.ask, context.now());
    return show(request, reply, { site, complaint, state: isOpen ? 'asking' : 'over' });
  });

  app.post(
    PATH,
    {
      schema: { hide: true, params, body: z.object({ right: z.enum(['yes', 'no']) }) },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { site, complaint } = await askedOf(context, request, request.params);
      const isRight = request.body.right === 'yes';
      try {
        await answerComplaint(context, complaint.id, { askId: request.params.ask, isRight });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'RATING_OVER') throw error;
        return show(request, reply.code(error.status), { site, complaint, state: 'over' });
      }
      return show(request, reply, { site, complaint, state: isRight ? 'right' : 'wrong' });
    },
  );
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function askedOf(
  context: Context,
  request: FastifyRequest,
  { key, id, ask, secret }: z.infer<typeof params>,
): Promise<{ site: SiteRecord; complaint: ComplaintRecord }> {
  const site = await publicSiteOf(context, request, key);
  const isTheirs = isSecretOfAsking(
    context.config.secretKey,
    { siteKey: site.key, complaintId: id, askId: ask },
    secret,
  );
  const complaint = isTheirs ? await context.store.complaints.find(id) : null;
  if (!complaint) throw new AppError('NOT_FOUND');
  return { site, complaint };
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, complaint, state }: { site: SiteRecord } & Pick<RightPage, 'state' | 'complaint'>,
): FastifyReply {
  const locale = localeOf(request, '', site);
  const { sheet, policy } = styled(site.accent);
  return sendPage(reply, rightPage({ locale, sheet, complaint, state }), policy);
}
