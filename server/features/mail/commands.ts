/** What owners see and set of mail. */
import { isDeepStrictEqual } from 'node:util';
import type { LetterTemplate } from '../../../protocol/letter-templates.ts';
import type {
  LetterAnswer,
  LetterSave,
  LetterWords,
  MailAnswer,
  MailLimits,
  MailTestAnswer,
} from '../../../protocol/mail.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { GATEWAY } from '../../outbox/store.ts';
import type { AgentRecord } from '../agents/store.ts';
import { type Act, type Actor, auditRow } from '../audit/commands.ts';
import { dayText } from '../forms/times.ts';
import { compose, mailOf } from './compose.ts';
import { isMailOn } from './letters.ts';
import { addressKey, type MailTrouble, problemOf } from './rules.ts';
import { MAIL_SETTINGS, type MailSettings, wordsNow, wordsProblem } from './settings.ts';
import { HOUR_MS } from './store.ts';
import { LETTERS, type LetterValues, visitLinks } from './wording.ts';
import { MESSAGES } from './words/index.ts';

/** One letter in one language. */
export interface LetterKey {
  template: LetterTemplate;
  locale: Locale;
}

/** How mail is doing, and what is set of it. */
export async function mailState(context: Context): Promise<MailAnswer> {
  const { config, store, settings, now } = context;
  const target = { kind: 'mail', id: GATEWAY } as const;
  const [{ limits }, waiting, sent, failing] = await Promise.all([
    settings.read(MAIL_SETTINGS),
    store.outbox.waiting(target),
    store.mail.sent(now() - HOUR_MS),
    store.outbox.failingTargets(),
  ]);
  return {
    from: isMailOn(config) ? config.mailFrom : null,
    isSigned: config.dkim !== null,
    limits,
    waiting,
    sent,
    failingSince: failing.find(each => each.kind === 'mail')?.failingSince ?? null,
  };
}

/** How many letters may leave. What waits for its turn is looked at anew at once. */
export async function setLimits(context: Context, actor: Actor, limits: MailLimits): Promise<MailAnswer> {
  await keep(context, actor, 'limits', now => ({ ...now, limits }));
  return mailState(context);
}

/** The words of a letter, and what may stand in them. */
export async function letterOf({ settings }: Context, { template, locale }: LetterKey): Promise<LetterAnswer> {
  const kept = await settings.read(MAIL_SETTINGS);
  const { names, hasLink } = LETTERS[template];
  const isOwn = kept.letters[template]?.[locale] !== undefined;
  return { words: wordsNow(kept, template, locale), isOwn, names: [...names], hasLink };
}

/**
 * @param save.was the words that were changed; left out: whatever they are
 * @throws AppError FIELD_INVALID under the field that can not be filled in; ALREADY_CLAIMED: the words are others by now
 */
export async function changeLetter(
  context: Context,
  actor: Actor,
  key: LetterKey,
  { was, ...words }: LetterSave,
): Promise<LetterAnswer> {
  refuseBad(key, words);
  const { template, locale } = key;
  await keep(context, actor, `letter ${template}, ${locale}`, now => {
    if (was && !isDeepStrictEqual(wordsNow(now, template, locale), was)) {
      throw new AppError('ALREADY_CLAIMED', 'Somebody has changed these words meanwhile; look at them anew.');
    }
    return { ...now, letters: { ...now.letters, [template]: { ...now.letters[template], [locale]: words } } };
  });
  return letterOf(context, key);
}

/** Takes an owner's words of a letter back: ours are there again. */
export async function resetLetter(context: Context, actor: Actor, key: LetterKey): Promise<LetterAnswer> {
  const { template, locale } = key;
  await keep(context, actor, `letter ${template}, ${locale}`, now => {
    const { [locale]: _, ...others } = now.letters[template] ?? {};
    return { ...now, letters: { ...now.letters, [template]: others } };
  });
  return letterOf(context, key);
}

function refuseBad({ template }: LetterKey, words: LetterWords): void {
  const bad = wordsProblem(template, words);
  if (bad) throw new AppError('FIELD_INVALID', bad.problem, { fields: { [bad.field]: 'FIELD_INVALID' } });
}

async function keep(
  context: Context,
  actor: Actor,
  text: string,
  change: (now: MailSettings) => MailSettings,
): Promise<void> {
  const act: Act = { what: 'mail.changed', on: { kind: 'server', id: null, text } };
  await context.settings.change(MAIL_SETTINGS, change, auditRow(context, actor, act));
  context.outbox.forget({ kind: 'mail', id: GATEWAY });
  context.outbox.wake();
}

/**
 * A letter as it would arrive, with values that are made up. @param base what links begin with
 * @throws AppError FIELD_INVALID
 */
export async function previewLetter(
  context: Context,
  agent: Pick<AgentRecord, 'name'>,
  key: LetterKey,
  { words, base }: { words: LetterWords; base: string },
): Promise<ReturnType<typeof compose>> {
  refuseBad(key, words);
  const { template, locale } = key;
  const [site = null] = await context.store.sites.all();
  const own = MESSAGES[locale];
  const values: LetterValues = {
    inviter: agent.name,
    name: agent.name,
    until: dayText(locale, 'UTC', context.now()),
    ...(site && { site: site.name }),
    title: own.titleSample,
    body: own.bodySample,
    talk: own.talkSample,
    services: own.servicesSample,
    when: own.whenSample,
    visit: own.visitSample,
  };
  const link = `${base}/inbox`;
  const isOfVisit = LETTERS[template].names.includes('visit');
  return compose({
    template,
    locale,
    words,
    values,
    link,
    links: isOfVisit ? visitLinks(locale, { move: link, cancel: link }) : [],
    site: LETTERS[template].isToVisitor ? site : null,
  });
}

/** Mails a test to whoever asks, now and past the outbox, so that they read at once what the mail server says. */
export async function testMail(context: Context, { name, email, locale }: AgentRecord): Promise<MailTestAnswer> {
  const { config, settings, mailGate, rates, newId } = context;
  if (!isMailOn(config)) return { isSent: false, to: email, problem: 'SMTP_URL is not set' };
  rates.spend('mailTests', 'all');
  const words = wordsNow(await settings.read(MAIL_SETTINGS), 'test', locale);
  const mail = mailOf(
    { template: 'test', locale, words, values: { name }, link: null, site: null },
    { id: newId(), to: email, mailFrom: config.mailFrom!, headers: {} },
  );
  try {
    await mailGate.send(mail);
    return { isSent: true, to: email, problem: '' };
  } catch (trouble) {
    return { isSent: false, to: email, problem: problemOf(trouble as MailTrouble, email) };
  }
}

/** Lets an address be mailed to again whose mail came back. @returns whether it was suppressed */
export async function releaseAddress(context: Context, actor: Actor, address: string): Promise<boolean> {
  const { config, store } = context;
  const row = auditRow(context, actor, { what: 'mail.released', on: { kind: 'server', id: null, text: '' } });
  return store.mail.release(addressKey(config.secretKey, address), row);
}
