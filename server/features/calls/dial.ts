/** Click to call: the telephone system rings the agent's own telephone first, and then the number. */
import type { Agent } from '../../../protocol/agents.ts';
import type { DialRefusal } from '../../../protocol/call-words.ts';
import type { CallDialAnswer } from '../../../protocol/calls.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { post } from '../../outbox/post.ts';
import { unseal } from '../../secrets.ts';
import { AmiRefusal, openAmi } from './ami.ts';
import { amiLogin } from './asterisk.ts';
import { readCallNumber } from './numbers.ts';
import { TELEPHONE } from './settings.ts';

/** Nobody waits longer for a telephone to ring. */
const PATIENCE_MS = 10_000;

/**
 * Has a number rung.
 * @throws AppError PHONE_INVALID; NOT_FOUND where the desk has no such door, or while calls are off
 */
export async function dialNumber(
  context: Context,
  agent: Pick<Agent, 'id' | 'name'>,
  { number: typed, siteId }: { number: string; siteId?: string | undefined },
): Promise<CallDialAnswer> {
  const { settings, switches, sites, config } = context;
  const telephone = await settings.read(TELEPHONE);
  const { dial, asterisk, extensions } = telephone.settings;
  const isAsterisk = asterisk.host !== '' && asterisk.context !== '';
  if ((dial.url === '' && !isAsterisk) || !(await switches.read()).telephone) throw new AppError('NOT_FOUND');
  const site = siteId === undefined ? null : await sites.byId(siteId);
  const { number } = readCallNumber(typed, { timeZones: site ? [site.timeZone] : [] });
  if (number === '') throw new AppError('PHONE_INVALID');
  const extension = extensions.find(each => each.agentId === agent.id)?.name;
  if (extension === undefined) return refused('no_extension');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (!isAsterisk) {
      const password = telephone.secrets.dial === '' ? '' : unseal(config.secretKey, telephone.secrets.dial);
      if (password === null) return refused('no_password');
      const { status } = await post(dial.url, JSON.stringify({ number, extension, agent: agent.id }), {
        headers: dial.user === '' && password === '' ? {} : basic(dial.user, password),
        mayBePrivate: config.webhooksToPrivate,
        signal,
      });
      return status >= 200 && status < 300 ? DIALLED : refused('refused', String(status));
    }
    const login = amiLogin(config, telephone);
    if (!login) return refused('no_password');
    // A line of its own, since the one that is heard may be another server's.
    const ami = await openAmi(login, { events: 'off', signal, onEvent: () => undefined });
    try {
      await ami.ask('Originate', {
        Channel: asterisk.channel.replaceAll('{extension}', extension),
        Context: asterisk.context,
        Exten: number,
        Priority: '1',
        CallerID: number,
        Async: 'true',
      });
    } finally {
      ami.close();
    }
    return DIALLED;
  } catch (error) {
    return refused(error instanceof AmiRefusal ? 'refused' : 'no_answer', (error as Error).message.slice(0, 200));
  }
}

const DIALLED: CallDialAnswer = { isDialled: true, refusal: null, problem: '' };

function refused(refusal: DialRefusal, problem = ''): CallDialAnswer {
  return { isDialled: false, refusal, problem };
}

/** RFC 7617 */
export function basic(user: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
