import { noticeSettingsAnswer, noticeSettingsSave, noticeTest, noticeTestAnswer } from '../../../protocol/notices.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { noticeSettingsOf, setNoticeSettings, tellNow } from './commands.ts';

/** Tests that one address may ask for in a minute: each may cost an SMS. */
const TESTS_A_MINUTE = 6;

/** How an agent is told; who of a site is told of what is set with the site. */
export function noticeRoutes(app: App, context: Context): void {
  const tags = ['Agents'];

  app.get(
    '/v1/me/notices',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'How you are told', response: { 200: noticeSettingsAnswer, 401: errorAnswer } },
    },
    async request => noticeSettingsOf(context, signedInOf(request).agent),
  );

  app.put(
    '/v1/me/notices',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Set how you are told',
        description: 'With `was` nothing is done where you have changed them since, as on another device.',
        body: noticeSettingsSave,
        response: { 200: noticeSettingsAnswer, 401: errorAnswer, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async request => setNoticeSettings(context, signedInOf(request).agent, request.body),
  );

  app.post(
    '/v1/me/notices/test',
    {
      config: { rights: 'reader', rateLimit: { max: TESTS_A_MINUTE, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Tell me something now, by one way',
        body: noticeTest,
        response: { 200: noticeTestAnswer, 401: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async request => tellNow(context, signedInOf(request).agent, request.body.way),
  );
}
