/**
 * What a mail is, and what becomes of it: pure, and told by a table of cases (SPEC MI6, MI7). Whoever is no person rings
 * nobody; what a person wrote is never passed over.
 */
import type { ReadMail } from './mail.ts';

/**
 * `words`: somebody wrote. `returned`: a server says that a mail of ours can not be brought. `absent`: a program answers in
 * the place of a person. `notice`: a server says something that nobody has to act on: it is late, it was opened.
 * `machine`: a program or a list writes. `own`: we wrote it.
 */
export type MailKind = 'words' | 'returned' | 'absent' | 'notice' | 'machine' | 'own';

/** What is done with it. `quarantine`: a conversation that rings nobody. `passed`: nothing, and it stays where it is. */
export type Placing = 'entry' | 'event' | 'returned' | 'quarantine' | 'passed';

/** What each kind becomes, in a conversation that it belongs to, and where it belongs to none. */
const PLACES: Record<MailKind, { inThread: Placing; alone: Placing }> = {
  words: { inThread: 'entry', alone: 'entry' },
  returned: { inThread: 'returned', alone: 'passed' },
  absent: { inThread: 'event', alone: 'passed' },
  notice: { inThread: 'passed', alone: 'passed' },
  machine: { inThread: 'event', alone: 'quarantine' },
  own: { inThread: 'passed', alone: 'passed' },
};

/** @param isInThread a token, or a Message-ID that we know, says to which conversation it belongs */
export function placeOf(kind: MailKind, isInThread: boolean): Placing {
  return PLACES[kind][isInThread ? 'inThread' : 'alone'];
}

/** Whom servers write as. */
const DAEMON =
  /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon|mail\.delivery\.subsystem|microsoftexchange[\da-f]+)@/i;
/** What absences say above their words, where no header tells: of one of several signs, never the only one. */
const ABSENCE =
  /^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|vacation|abwesenheit|automatische antwort|réponse automatique|absence|respuesta automática|автоматический ответ|автоответ|вне офиса|автомат хариу|رد تلقائي|الرد التلقائي|خارج المكتب|ራስ-ሰር ምላሽ|स्वचालित उत्तर|स्वतः उत्तर)/iu;

/**
 * @param ours whether a Message-ID is of a letter of ours, and whether an address is one that we read or write from
 */
export function kindOf(
  mail: Pick<ReadMail, 'messageId' | 'from' | 'subject' | 'signs' | 'returned'>,
  ours: { isOwnId: boolean; isOwnAddress: boolean },
): MailKind {
  const { signs, returned, from, subject } = mail;
  // What we sent comes back to us where somebody's address leads here.
  if (ours.isOwnId) return 'own';
  if (signs.reportType === 'disposition-notification') return 'notice';
  const isNobodys = signs.returnPath === '' || (from !== null && DAEMON.test(from.address));
  const isReport = signs.reportType !== '' || signs.isFailed;
  if (isReport || (isNobodys && returned.length > 0)) {
    return returned.some(each => each.action === 'failed') || returned.length === 0 ? 'returned' : 'notice';
  }
  const isAuto = signs.autoSubmitted !== '' && !signs.autoSubmitted.startsWith('no');
  if (signs.autoSubmitted.startsWith('auto-replied') || signs.isAutoReply || signs.precedence === 'auto_reply') {
    return 'absent';
  }
  if (ABSENCE.test(subject) && (isNobodys || isAuto || signs.suppresses !== '' || signs.precedence !== '')) {
    return 'absent';
  }
  // Servers that write no report write as this, and quote what they return.
  if (from !== null && DAEMON.test(from.address)) return 'returned';
  if (ours.isOwnAddress) return 'own';
  if (isAuto || signs.isList || /^(?:bulk|list|junk)$/.test(signs.precedence) || isNobodys) return 'machine';
  return 'words';
}
