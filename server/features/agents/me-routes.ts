import { me, meUpdate } from '../../../protocol/agents.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { SIGN_IN_LIMIT } from '../../http/limits.ts';
import { hashPassword, verifyPassword } from '../sessions/passwords.ts';
import { renewSessionCookie, requireAgent } from '../sessions/sessions.ts';
import { tellStaff } from './news.ts';
import { agentOf } from './rules.ts';

/** The signed-in agent's own account. */
export function meRoutes(app: App, context: Context): void {
  const { store, hub, config } = context;
  const tags = ['Agents'];
  const hasMail = config.smtpUrl !== null;

  app.get(
    '/v1/me',
    { schema: { tags, summary: 'Who is signed in', response: { 200: me, 401: errorAnswer } } },
    async (request, reply) => {
      const { agent, session } = await requireAgent(context, request);
      renewSessionCookie(context, request, reply);
      return { agent: agentOf(agent), sessionId: session.id, hasMail };
    },
  );

  app.patch(
    '/v1/me',
    {
      config: { rateLimit: SIGN_IN_LIMIT },
      schema: {
        tags,
        summary: 'Change the own name, language or password',
        description: 'A new password needs the current one, and ends all other sessions.',
        body: meUpdate,
        response: { 200: me, 401: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const { agent, session } = await requireAgent(context, request);
      const { name, locale, password, currentPassword } = request.body;
      let passwordHash: string | undefined;
      if (password !== undefined) {
        if (!(await verifyPassword(currentPassword ?? '', agent.passwordHash))) {
          throw new AppError('FIELD_INVALID', 'A new password needs the current one; what came is another.', {
            fields: { currentPassword: 'SIGN_IN_FAILED' },
          });
        }
        passwordHash = await hashPassword(password);
      }
      const change = { ...(name && { name }), ...(locale && { locale }), ...(passwordHash && { passwordHash }) };
      const changed = await store.agents.update(agent.id, change);
      if (!changed) throw new AppError('SIGN_IN_REQUIRED');
      if (passwordHash) hub.closeSessions(await store.sessions.end(agent.id, { except: session.id }));
      await tellStaff(context);
      return { agent: agentOf(changed), sessionId: session.id, hasMail };
    },
  );
}
