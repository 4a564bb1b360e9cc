/** A mail of ours to an account's own address, which has to come back by it: that what people write there arrives (SPEC DR6). */
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { newToken } from '../../tokens.ts';
import { messageIdOf, senderOf } from '../mail/rules.ts';
import { trialWords } from '../mail/wording.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { ReadMail } from './mail.ts';
import type { MailAccountRecord } from './store.ts';

const trial = z.object({
  /** In its Message-ID and in its words, as some servers write Message-IDs of their own. Nobody else knows it. */
  id: z.string(),
  /** Of the account as it was then. */
  version: z.number(),
  sentAt: z.number(),
  /** Null: it is under way, or lost. */
  backAt: z.number().nullable(),
});
export type Trial = z.infer<typeof trial>;

/** The last one of each account. */
const TRIALS: SettingsPart<Record<string, Trial>> = {
  name: 'mail in trials',
  schema: z.record(z.string(), trial),
  initial: {},
};

const ID = /\btrial-[\w-]{32}(?![\w-])/;

/** As the database has it now: it may come back at another server. Null: none was sent, or the account was another one then. */
export async function trialOf(
  { store }: Pick<Context, 'store'>,
  { id, version }: Pick<MailAccountRecord, 'id' | 'version'>,
): Promise<Trial | null> {
  const text = await store.deskSettings.find(TRIALS.name);
  const last = text === null ? undefined : TRIALS.schema.parse(JSON.parse(text))[id];
  return last?.version === version ? last : null;
}

/** Mails one now, past the outbox. @throws MailTrouble as nodemailer tells it: then none is under way */
export async function sendTrial(
  { config, settings, sites, mailGate, now }: Context,
  account: Pick<MailAccountRecord, 'id' | 'version' | 'settings'>,
): Promise<Trial> {
  const sent: Trial = { id: `trial-${newToken()}`, version: account.version, sentAt: now(), backAt: null };
  const [site] = await sites.all();
  const { subject, body } = trialWords(site?.locale ?? 'en');
  const from = senderOf(config.mailFrom!);
  // Before it leaves: it may be back in no time.
  const before = await trialsWith(settings, account.id, sent);
  try {
    await mailGate.send({
      from,
      to: { name: '', address: account.settings.address },
      subject,
      text: `${body}\n\n${sent.id}\n`,
      messageId: `<${messageIdOf(sent.id, from.address)}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return sent;
  } catch (error) {
    await trialsWith(settings, account.id, before);
    throw error;
  }
}

/** Puts one in the place of the last. @returns that */
async function trialsWith(
  settings: Context['settings'],
  accountId: string,
  next: Trial | undefined,
): Promise<Trial | undefined> {
  let before: Trial | undefined;
  await settings.change(TRIALS, ({ [accountId]: last, ...others }) => {
    before = last;
    return next ? { ...others, [accountId]: next } : others;
  });
  return before;
}

/** Whether a mail is one of those, and keeps that it is back if it is the last. */
export async function isTrial({ settings, now }: Context, accountId: string, mail: ReadMail): Promise<boolean> {
  const id = ID.exec(mail.messageId)?.[0] ?? ID.exec(mail.text)?.[0];
  if (id === undefined) return false;
  const trials = await settings.change(TRIALS, all => {
    const last = all[accountId];
    return last?.id === id && last.backAt === null ? { ...all, [accountId]: { ...last, backAt: now() } } : all;
  });
  return trials[accountId]?.id === id;
}
